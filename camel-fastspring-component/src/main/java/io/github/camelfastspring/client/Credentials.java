package io.github.camelfastspring.client;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A store's API credentials, ready for the Authorization header. Never shown. */
public final class Credentials {

    private final String authorization;

    public Credentials(String username, String password) {
        byte[] pair = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
        authorization = "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    String authorization() {
        return authorization;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Credentials credentials && authorization.equals(credentials.authorization);
    }

    @Override
    public int hashCode() {
        return authorization.hashCode();
    }

    @Override
    public String toString() {
        return "Credentials[xxxxxx]";
    }
}
