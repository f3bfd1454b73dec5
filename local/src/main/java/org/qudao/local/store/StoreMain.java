package org.qudao.local.store;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.qudao.local.QuietLogs;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The document store as a process of its own. Prints {@code READY <uri>} once it accepts connections. */
@Command(name = "store", mixinStandardHelpOptions = true, description = "Runs the embedded document store.")
public final class StoreMain implements Callable<Integer> {

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "Directory of the data.")
    private Path data = Path.of("");

    @Option(names = "--port", defaultValue = "27117", description = "Port to listen on (default ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--sync",
            defaultValue = "DISK",
            description = "Before a write is acknowledged: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
    private DurableStore.Sync sync = DurableStore.Sync.DISK;

    @Option(
            names = "--checkpoint-ms",
            defaultValue = "10000",
            paramLabel = "MS",
            description = "Time between checkpoints (default ${DEFAULT-VALUE}); the journal keeps what lies between.")
    private int checkpointMillis;

    public static void main(String[] arguments) {
        QuietLogs.install();
        System.exit(new CommandLine(new StoreMain()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        DurableStore store = DurableStore.open(data, port, sync, Duration.ofMillis(checkpointMillis));
        Runtime.getRuntime().addShutdownHook(new Thread(store::close, "store-shutdown"));
        System.out.println("READY " + store.uri());
        new CountDownLatch(1).await();
        return 0;
    }
}
