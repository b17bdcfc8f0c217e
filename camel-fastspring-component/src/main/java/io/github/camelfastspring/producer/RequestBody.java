package io.github.camelfastspring.producer;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;

import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;

import io.github.camelfastspring.client.RequestContent;
import io.github.camelfastspring.operation.BodyUse;
import io.github.camelfastspring.operation.FastSpringOperation;
import io.github.camelfastspring.support.JsonCodec;

/** Turns the message body into the JSON to send. Text keeps its bytes; objects are written by Jackson. */
final class RequestBody {

    private final JsonCodec codec;

    RequestBody(JsonCodec codec) {
        this.codec = codec;
    }

    /**
     * The JSON of the exchange's body, in the operation's wrapper.
     *
     * @throws IllegalArgumentException if it is missing, not JSON, or has more items than FastSpring takes; the message
     *                                  quotes nothing of it
     */
    RequestContent of(Exchange exchange, FastSpringOperation operation) {
        Object body = exchange.getMessage().getBody();
        if (operation.body() == BodyUse.NONE || body == null && operation.body() == BodyUse.OPTIONAL) {
            return RequestContent.NONE;
        }
        if (body == null) {
            throw new IllegalArgumentException("FastSpring " + operation
                    + ": the message body is missing; it must be JSON text, a Map or an object that Jackson writes");
        }
        try {
            byte[] json = isText(body) ? text(body, exchange) : codec.write(body);
            if (json.length == 0 && operation.body() == BodyUse.OPTIONAL) {
                return RequestContent.NONE;
            }
            JsonCodec.Shape shape = codec.shape(json);
            int items = items(operation, shape);
            checkSize(operation, items);
            return new RequestContent(wrap(json, shape, operation.wrapper()), items);
        } catch (IOException e) {
            // Jackson's own message may quote the body, so it is not passed on when an object could not be written.
            String problem = isText(body)
                    ? "is " + e.getMessage()
                    : "of type " + body.getClass().getName() + " cannot be written as JSON";
            throw new IllegalArgumentException("FastSpring " + operation + ": the message body " + problem);
        }
    }

    /** How many items the body holds, bare or wrapped. */
    private static int items(FastSpringOperation operation, JsonCodec.Shape shape) {
        String member = operation.wrapper() != null ? operation.wrapper() : operation.counted();
        if (member == null) {
            return 0;
        }
        if (shape.members().containsKey(member) || operation.wrapper() == null) {
            return shape.members().getOrDefault(member, 0);
        }
        return shape.isArray() ? shape.elements() : 1;
    }

    private static void checkSize(FastSpringOperation operation, int items) {
        if (operation.maxItems() > 0 && items > operation.maxItems()) {
            throw new IllegalArgumentException("FastSpring " + operation + ": the message body has " + items + " "
                    + operation.counted() + ", and FastSpring takes " + operation.maxItems() + " in one call");
        }
    }

    /** Puts the member around a bare object or array; what is wrapped already is left alone. */
    private static byte[] wrap(byte[] json, JsonCodec.Shape shape, String wrapper) {
        if (wrapper == null || shape.members().containsKey(wrapper)) {
            return json;
        }
        ByteArrayOutputStream wrapped = new ByteArrayOutputStream(json.length + wrapper.length() + 8);
        wrapped.writeBytes(("{\"" + wrapper + "\":" + (shape.isArray() ? "" : "[")).getBytes(StandardCharsets.UTF_8));
        wrapped.writeBytes(json);
        wrapped.writeBytes((shape.isArray() ? "}" : "]}").getBytes(StandardCharsets.UTF_8));
        return wrapped.toByteArray();
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
