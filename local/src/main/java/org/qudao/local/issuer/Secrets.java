package org.qudao.local.issuer;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The personas' secrets, one file per installation; a persona without one gets a random one. There is no default secret. */
public final class Secrets {

    static final String FILE = "secrets.properties";

    private static final int SECRET_BYTES = 18;

    private final Map<String, String> byPersona;

    private Secrets(Map<String, String> byPersona) {
        this.byPersona = byPersona;
    }

    public static Secrets loadOrMake(Path directory, Collection<String> personaIds) {
        Path file = directory.resolve(FILE);
        try {
            Map<String, String> known = read(file);
            SecureRandom random = new SecureRandom();
            boolean made = false;
            for (String id : personaIds) {
                made |= known.putIfAbsent(id, make(random)) == null;
            }
            if (made) {
                PrivateFile.write(
                        file,
                        known.entrySet().stream()
                                .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                                .collect(Collectors.joining()));
            }
            return new Secrets(known);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read or write the secrets " + file, e);
        }
    }

    public String of(String personaId) {
        String secret = byPersona.get(personaId);
        if (secret == null) {
            throw new IllegalArgumentException("No persona " + personaId);
        }
        return secret;
    }

    private static Map<String, String> read(Path file) throws IOException {
        Map<String, String> secrets = new TreeMap<>();
        if (Files.exists(file)) {
            Properties properties = new Properties();
            properties.load(new StringReader(Files.readString(file)));
            properties.stringPropertyNames().forEach(id -> secrets.put(id, properties.getProperty(id)));
        }
        return secrets;
    }

    private static String make(SecureRandom random) {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
