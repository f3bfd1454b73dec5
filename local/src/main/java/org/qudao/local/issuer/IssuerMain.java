package org.qudao.local.issuer;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.qudao.local.QuietLogs;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The identity provider as a process of its own. Prints {@code READY <issuer URI>}; the secrets are in the data directory. */
@Command(name = "issuer", mixinStandardHelpOptions = true, description = "Runs the local identity provider.")
public final class IssuerMain implements Callable<Integer> {

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "Directory of key and secrets.")
    private Path data = Path.of("");

    @Option(
            names = "--port",
            defaultValue = "" + Issuer.DEFAULT_PORT,
            description = "Port to listen on (default ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--gateway",
            defaultValue = "http://localhost:8080",
            description = "Where browsers are sent back to (default ${DEFAULT-VALUE}).")
    private String gateway = "";

    @Option(
            names = "--persona",
            required = true,
            paramLabel = "ID:ROLE[:NODE]",
            description = "Somebody who may get tokens, such as dealer:DEALER:D103; repeatable.")
    private List<String> personas = List.of();

    public static void main(String[] arguments) {
        QuietLogs.install();
        System.exit(new CommandLine(new IssuerMain()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        List<Persona> people;
        try {
            people = personas.stream().map(Persona::parse).toList();
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
        String uri = "http://localhost:" + port;
        Issuer issuer = Issuer.start(data, port, uri, gateway, people);
        Runtime.getRuntime().addShutdownHook(new Thread(issuer::close, "issuer-shutdown"));
        System.out.println("READY " + uri);
        new CountDownLatch(1).await();
        return 0;
    }
}
