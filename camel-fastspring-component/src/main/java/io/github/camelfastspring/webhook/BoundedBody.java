package io.github.camelfastspring.webhook;

import java.io.IOException;
import java.io.InputStream;

import org.apache.camel.Message;
import org.apache.camel.StreamCache;

/** Reads the raw bytes of a message's body, up to a limit. */
final class BoundedBody {

    private BoundedBody() {}

    /** Null if there are more bytes than the limit. */
    static byte[] read(Message message, int limit) throws IOException {
        Object body = message.getBody();
        if (body instanceof byte[] bytes) {
            return bytes.length > limit ? null : bytes;
        }
        if (body instanceof StreamCache cache) {
            cache.reset();
        }
        InputStream in = message.getBody(InputStream.class);
        if (in == null) {
            return new byte[0];
        }
        try (in) {
            byte[] bytes = in.readNBytes(limit);
            return in.read() < 0 ? bytes : null;
        }
    }
}
