package io.github.camelfastspring;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;

/** The rules for the option {@code baseUrl}. */
final class BaseUrl {

    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[[0-9a-fA-F:.]+]");

    private BaseUrl() {}

    static URI parse(String baseUrl) {
        if (baseUrl == null || baseUrl.isBlank()) {
            throw refused("is missing");
        }
        URI uri;
        try {
            uri = new URI(baseUrl.trim().replaceAll("/+$", ""));
        } catch (URISyntaxException e) {
            throw refused("is not a URL: " + e.getReason());
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (uri.getHost() == null
                || uri.getRawUserInfo() != null
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null) {
            throw refused("must be https://host, with a port or path where needed, without user, query or fragment");
        }
        if (!scheme.equals("https") && !(scheme.equals("http") && isLoopback(uri.getHost()))) {
            throw refused("must be https; http is for a loopback host alone, and the host is " + uri.getHost());
        }
        return uri;
    }

    /** Literal addresses and localhost only: a name that resolves to a loopback address today may not tomorrow. */
    private static boolean isLoopback(String host) {
        if (host.equalsIgnoreCase("localhost")) {
            return true;
        }
        if (!ADDRESS.matcher(host).matches()) {
            return false;
        }
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static IllegalArgumentException refused(String problem) {
        return new IllegalArgumentException("fastspring: the option baseUrl " + problem);
    }
}
