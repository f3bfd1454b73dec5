package org.qudao.forecast.engine.cli;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.ThreadMXBean;

/** What this process has used so far. */
final class Resources {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private Resources() {}

    /** CPU time of all threads, or 0 where the JVM does not tell. */
    static double cpuSeconds() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean os
                ? os.getProcessCpuTime() / 1e9
                : 0;
    }

    /** CPU time of the calling thread, or 0 where the JVM does not tell. */
    static long threadNanoseconds() {
        return THREADS.isCurrentThreadCpuTimeSupported() ? THREADS.getCurrentThreadCpuTime() : 0;
    }

    static long peakMemoryBytes() {
        long peak = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            peak += pool.getPeakUsage().getUsed();
        }
        return peak;
    }
}
