package org.qudao.e2e.attacks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.qudao.e2e.Api.Answer;

/** Bytes as they are over a socket, for requests that no client library would send. */
final class RawHttp {

    private static final int SILENCE_MS = 1_500;
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] (\\d{3})[^\r\n]*\r\n");

    private RawHttp() {}

    /** All answers that come before the other side closes or says nothing more. */
    static List<Answer> exchange(URI to, String bytes) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), to.getPort())) {
            socket.setSoTimeout(SILENCE_MS);
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return answers(read(socket.getInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A GET that says that it is the last on its connection. */
    static Answer get(URI to, String target, String token) {
        List<Answer> answers = exchange(
                to,
                "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                        + (token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n") + "\r\n");
        return answers.isEmpty() ? new Answer(0, "", Map.of()) : answers.getFirst();
    }

    private static String read(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                all.write(buffer, 0, n);
            }
        } catch (SocketTimeoutException silence) {
            // Nothing more comes.
        } catch (java.net.SocketException reset) {
            // Closed with our bytes unread.
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    private static List<Answer> answers(String stream) {
        List<Answer> answers = new ArrayList<>();
        Matcher line = STATUS_LINE.matcher(stream);
        while (line.find()) {
            int headersEnd = stream.indexOf("\r\n\r\n", line.end() - 2);
            if (headersEnd < 0) {
                break;
            }
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            for (String header : stream.substring(line.end(), Math.max(line.end(), headersEnd))
                    .split("\r\n")) {
                int colon = header.indexOf(':');
                if (colon > 0) {
                    headers.put(
                            header.substring(0, colon),
                            header.substring(colon + 1).strip());
                }
            }
            int next = stream.indexOf("HTTP/1.", headersEnd);
            String body = stream.substring(headersEnd + 4, next < 0 ? stream.length() : next);
            answers.add(new Answer(Integer.parseInt(line.group(1)), withoutChunks(body, headers), headers));
        }
        return answers;
    }

    private static String withoutChunks(String body, Map<String, String> headers) {
        return headers.getOrDefault("Transfer-Encoding", "").equals("chunked")
                ? body.replaceAll("(?m)^[0-9a-f]+\r\n", "").strip()
                : body;
    }
}
