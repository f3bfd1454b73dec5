package org.qudao.e2e.faults.injection;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.byteman.agent.Main;
import org.jboss.byteman.check.RuleCheck;
import org.jboss.byteman.check.RuleCheckResult;
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

    /** @throws IllegalArgumentException if the rules do not fit the code */
    public static Rules in(Installation installation, Part service, String rules) {
        requireFit(rules);
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

    /**
     * Byteman itself tells of a rule that does not fit only in the service's log, and goes on without it.
     *
     * @throws IllegalArgumentException naming what does not fit: a class, a method, a parameter or a type
     */
    public static void requireFit(String rules) {
        RuleCheck check = new RuleCheck();
        check.setPrintStream(new PrintStream(OutputStream.nullOutputStream()));
        check.addRule("rules", rules);
        check.checkRules();
        RuleCheckResult result = check.getResult();
        if (result.hasError() || result.hasWarning()) {
            throw new IllegalArgumentException(Stream.of(
                            result.getParseErrorMessages(),
                            result.getTypeErrorMessages(),
                            result.getErrorMessages(),
                            result.getTypeWarningMessages(),
                            result.getWarningMessages())
                    .flatMap(List::stream)
                    .collect(Collectors.joining("\n", "these rules do not fit the code:\n", "\n" + rules)));
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
