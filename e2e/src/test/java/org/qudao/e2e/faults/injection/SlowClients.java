package org.qudao.e2e.faults.injection;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.qudao.e2e.Installation;
import org.qudao.e2e.Installation.Part;
import org.qudao.platform.test.Tokens;

/**
 * Clients of the gateway who send their headers, or their body, or take their answers, one byte a second. Every connection must be ended by
 * the gateway while it lasts; the kernel knows which it has ended, for those who read slowly do not learn it before they have read all.
 */
public record SlowClients(int count, Duration lasts) implements Fault {

    private static final Path CONNECTIONS = Path.of("/proc/net/tcp");
    private static final Path CONNECTIONS_6 = Path.of("/proc/net/tcp6");
    private static final String ESTABLISHED = "01";
    private static final Duration PER_BYTE = Duration.ofSeconds(1);

    /** More answers than all buffers between gateway and client hold. */
    private static final int ANSWERS = 400;

    private static final int SMALL_BUFFER_BYTES = 2_048;

    @Override
    public Optional<String> cannotRunHere() {
        return Files.isReadable(CONNECTIONS) ? Optional.empty() : Optional.of("needs " + CONNECTIONS);
    }

    @Override
    public void inflict(Installation installation, RandomGenerator random) throws Exception {
        int port = installation.uri(Part.GATEWAY).getPort();
        String token = Tokens.hq();
        List<Socket> clients = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                for (int i = 0; i < count; i++) {
                    Socket client = connect(port);
                    clients.add(client);
                    int kind = i % 3;
                    threads.submit(() -> {
                        switch (kind) {
                            case 0 -> send(client, "GET /health HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
                            case 1 ->
                                send(
                                        client,
                                        request("POST", "/api/v1/nodes", token)
                                                + "Content-Type: application/json\r\nContent-Length: 100000\r\n\r\n");
                            default -> take(client, (request("GET", "/openapi.json", token) + "\r\n").repeat(ANSWERS));
                        }
                        return null;
                    });
                }
                awaitAllEnded(port, clients);
            } finally {
                for (Socket client : clients) {
                    client.close();
                }
            }
        }
    }

    private static Socket connect(int port) throws IOException {
        Socket client = new Socket();
        client.setReceiveBufferSize(SMALL_BUFFER_BYTES);
        client.connect(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        client.setSoTimeout((int) PER_BYTE.toMillis());
        return client;
    }

    private static String request(String method, String path, String token) {
        return method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token + "\r\n";
    }

    /** Sends the beginning at once and the rest byte by byte, until the gateway ends it. */
    private static void send(Socket client, String beginning) throws IOException {
        OutputStream out = client.getOutputStream();
        out.write(beginning.getBytes(StandardCharsets.US_ASCII));
        byte[] answer = new byte[1_024];
        try {
            while (true) {
                out.write('x');
                try {
                    if (client.getInputStream().read(answer) < 0) {
                        client.close();
                        return;
                    }
                } catch (SocketTimeoutException nothingYet) {
                    // the next byte, then
                }
            }
        } catch (SocketException ended) {
            client.close();
        }
    }

    private static void take(Socket client, String requests) throws IOException, InterruptedException {
        Thread.ofVirtual().start(() -> {
            try {
                client.getOutputStream().write(requests.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException ended) {
                // before it had read them all
            }
        });
        try {
            InputStream in = client.getInputStream();
            while (in.read() >= 0) {
                Thread.sleep(PER_BYTE);
            }
        } catch (SocketException | SocketTimeoutException ended) {
            // by the gateway
        }
        client.close();
    }

    private void awaitAllEnded(int port, List<Socket> clients) throws IOException, InterruptedException {
        Set<Integer> ports = new HashSet<>();
        clients.forEach(client -> ports.add(client.getLocalPort()));
        long start = System.nanoTime();
        Set<Integer> left = ports;
        while (!left.isEmpty() && System.nanoTime() - start < lasts.toNanos()) {
            Thread.sleep(500);
            left = establishedTo(port, ports);
        }
        if (!left.isEmpty()) {
            throw new AssertionError(left.size() + " of " + count + " slow clients are still connected after " + lasts);
        }
        System.out.printf("All %d slow clients were ended within %.1f s%n", count, (System.nanoTime() - start) / 1e9);
    }

    /** The clients' ports whose connection the gateway has not ended, as its side of it says. */
    private static Set<Integer> establishedTo(int port, Set<Integer> clients) throws IOException {
        Set<Integer> established = new HashSet<>();
        try (Stream<String> four = Files.lines(CONNECTIONS);
                Stream<String> six = Files.isReadable(CONNECTIONS_6) ? Files.lines(CONNECTIONS_6) : Stream.empty()) {
            Stream.concat(four.skip(1), six.skip(1)).forEach(line -> {
                String[] fields = line.strip().split("\\s+");
                if (fields[3].equals(ESTABLISHED) && port(fields[1]) == port && clients.contains(port(fields[2]))) {
                    established.add(port(fields[2]));
                }
            });
        }
        return established;
    }

    /** Of an address such as 0100007F:1F90. */
    private static int port(String address) {
        return Integer.parseInt(address.substring(address.indexOf(':') + 1), 16);
    }
}
