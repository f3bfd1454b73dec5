package org.qudao.local.broker;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.qudao.local.QuietLogs;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The broker as a process of its own. Prints {@code READY <bootstrap servers>} once clients can connect. */
@Command(name = "broker", mixinStandardHelpOptions = true, description = "Runs the embedded Kafka broker.")
public final class BrokerMain implements Callable<Integer> {

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "Directory of the data.")
    private Path data = Path.of("");

    @Option(
            names = "--port",
            defaultValue = "" + EmbeddedBroker.DEFAULT_PORT,
            description = "Port to listen on (default ${DEFAULT-VALUE}); the controller takes the next one.")
    private int port;

    public static void main(String[] arguments) {
        QuietLogs.install();
        System.exit(new CommandLine(new BrokerMain()).execute(arguments));
    }

    @Override
    public Integer call() {
        EmbeddedBroker broker = EmbeddedBroker.start(data, port);
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "broker-shutdown"));
        System.out.println("READY " + broker.bootstrapServers());
        broker.awaitShutdown();
        return 0;
    }
}
