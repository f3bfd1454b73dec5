package org.qudao.e2e.faults.injection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jboss.byteman.agent.Main;
import org.qudao.e2e.Installation;
import org.qudao.e2e.Installation.Part;

/** A service that runs with Byteman's rules in its code until this is closed. Beginning and end start it anew. */
public final class Rules implements AutoCloseable {

    private final Installation installation;
    private final Part service;

    private Rules(Installation installation, Part service) {
        this.installation = installation;
        this.service = service;
    }

    public static Rules in(Installation installation, Part service, String rules) {
        try {
            Path script = Files.writeString(Files.createTempFile("rules", ".btm"), rules);
            script.toFile().deleteOnExit();
            installation.jvmArguments(service, "-javaagent:%s=script:%s".formatted(agent(), script));
            installation.kill(service);
            installation.start(List.of(service));
            return new Rules(installation, service);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        installation.jvmArguments(service);
        installation.kill(service);
        installation.start(List.of(service));
    }

    private static Path agent() {
        return Path.of(
                Main.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    }
}
