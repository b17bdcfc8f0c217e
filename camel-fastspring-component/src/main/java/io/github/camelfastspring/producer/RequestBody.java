package io.github.camelfastspring.producer;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;

import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;

import io.github.camelfastspring.support.JsonCodec;

/** Turns the message body into the JSON to send. Text keeps its bytes; objects are written by Jackson. */
final class RequestBody {

    private final JsonCodec codec;

    RequestBody(JsonCodec codec) {
        this.codec = codec;
    }

    /**
     * The JSON of the exchange's body.
     *
     * @throws IllegalArgumentException if there is none or it is not JSON; the message quotes nothing of it
     */
    byte[] of(Exchange exchange, String operation) {
        Object body = exchange.getMessage().getBody();
        if (body == null) {
            throw new IllegalArgumentException("FastSpring " + operation
                    + ": the message body is missing; it must be JSON text, a Map or an object that Jackson writes");
        }
        try {
            byte[] json = isText(body) ? text(body, exchange) : codec.write(body);
            codec.check(json);
            return json;
        } catch (IOException e) {
            // Jackson's own message may quote the body, so it is not passed on when an object could not be written.
            String problem = isText(body)
                    ? "is " + e.getMessage()
                    : "of type " + body.getClass().getName() + " cannot be written as JSON";
            throw new IllegalArgumentException("FastSpring " + operation + ": the message body " + problem);
        }
    }

    private static boolean isText(Object body) {
        return body instanceof CharSequence
                || body instanceof byte[]
                || body instanceof InputStream
                || body instanceof Reader
                || body instanceof File
                || body instanceof StreamCache
                || body instanceof WrappedFile;
    }

    private static byte[] text(Object body, Exchange exchange) throws IOException {
        if (body instanceof byte[] bytes) {
            return bytes;
        }
        if (body instanceof CharSequence text) {
            return text.toString().getBytes(StandardCharsets.UTF_8);
        }
        byte[] bytes = exchange.getContext().getTypeConverter().convertTo(byte[].class, exchange, body);
        if (bytes == null) {
            throw new IOException("not readable");
        }
        if (body instanceof StreamCache cache) {
            cache.reset();
        }
        return bytes;
    }
}
