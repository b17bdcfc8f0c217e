package io.github.camelfastspring.producer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.apache.camel.Exchange;
import org.apache.camel.Message;

import io.github.camelfastspring.FastSpringConfiguration;
import io.github.camelfastspring.FastSpringConfiguration.PartialFailure;
import io.github.camelfastspring.FastSpringConstants;
import io.github.camelfastspring.client.CallSettings;
import io.github.camelfastspring.client.FastSpringRequest;
import io.github.camelfastspring.client.RequestFactory;
import io.github.camelfastspring.operation.FastSpringOperation;
import io.github.camelfastspring.operation.Parameter;
import io.github.camelfastspring.support.JsonCodec;
import io.github.camelfastspring.support.OutputType;

/** Makes the call that an exchange asks for: header, else option, else, for the ids of reads, the body. */
final class RequestBuilder {

    private static final Pattern IDS_IN_BODY = Pattern.compile("[A-Za-z0-9._-]+(\\s*,\\s*[A-Za-z0-9._-]+)*");

    private final FastSpringConfiguration configuration;
    private final Map<String, Object> options;
    private final RequestFactory requests;
    private final RequestBody requestBody;
    private final JsonCodec codec;

    /** @param options the parameters that the endpoint sets, by name */
    RequestBuilder(
            FastSpringConfiguration configuration,
            Map<String, Object> options,
            RequestFactory requests,
            JsonCodec codec) {
        this.configuration = configuration;
        this.options = options;
        this.requests = requests;
        this.requestBody = new RequestBody(codec);
        this.codec = codec;
    }

    /**
     * The call of an exchange; nothing is sent yet.
     *
     * @throws IllegalArgumentException if something is missing or wrong; the message names the option and the header
     */
    Call build(FastSpringOperation operation, Exchange exchange) {
        Message message = exchange.getMessage();
        CallValues values = new CallValues(operation, message, options);
        Map<String, String> parameters = new HashMap<>();
        for (Parameter parameter : operation.query()) {
            String text = values.text(parameter);
            if (text != null) {
                parameters.put(parameter.name(), text);
            }
        }
        Parameter listParameter = operation.listParameter();
        for (Parameter parameter : operation.pathParameters()) {
            if (!parameter.equals(listParameter)) {
                parameters.put(parameter.name(), single(operation, parameter, values));
            }
        }
        List<String> ids = List.of();
        boolean list = false;
        if (listParameter != null) {
            Object given = given(operation, listParameter, values, message);
            ids = ids(listParameter, given, values);
            list = isList(given);
        }
        byte[] body = operation.body() ? requestBody.of(exchange, operation.qualifiedName()) : null;
        String outputType = values.setting(FastSpringConstants.OUTPUT_TYPE, configuration.getOutputType());
        return new Call(
                operation,
                requests(operation, parameters, ids, body, values),
                ids,
                list,
                OutputType.of(outputType, codec, exchange.getContext()),
                partialFailure(values) == PartialFailure.RETURN);
    }

    private List<FastSpringRequest> requests(
            FastSpringOperation operation,
            Map<String, String> parameters,
            List<String> ids,
            byte[] body,
            CallValues values) {
        CallSettings settings = settings(values);
        if (ids.isEmpty()) {
            return List.of(requests.create(operation, parameters, ids, body, settings));
        }
        int batchSize = values.number(FastSpringConstants.BATCH_SIZE, configuration.getBatchSize(), 1);
        int size = operation.idsPerCall(batchSize);
        List<String> distinct = ids.stream().distinct().toList();
        List<FastSpringRequest> parts = new ArrayList<>();
        for (int from = 0; from < distinct.size(); from += size) {
            List<String> part = distinct.subList(from, Math.min(distinct.size(), from + size));
            parts.add(requests.create(operation, parameters, List.copyOf(part), body, settings));
        }
        return parts;
    }

    private static String single(FastSpringOperation operation, Parameter parameter, CallValues values) {
        Object given = values.raw(parameter);
        if (given == null) {
            throw missing(parameter, values, "");
        }
        boolean takesId = parameter.equals(Parameter.ID) || parameter.equals(Parameter.PRODUCT_PATH);
        if (takesId && isList(given)) {
            throw new IllegalArgumentException(values.describe(parameter)
                    + " takes one id, not several: this operation changes something and has no batch");
        }
        return values.text(parameter);
    }

    /** Whether several ids are given, or one in a form that could hold several. */
    private static boolean isList(Object given) {
        return given instanceof Collection
                || given instanceof Object[]
                || given.toString().contains(",");
    }

    private static Object given(
            FastSpringOperation operation, Parameter parameter, CallValues values, Message message) {
        Object given = values.raw(parameter);
        if (given != null) {
            return given;
        }
        if (!operation.isRead()) {
            throw missing(parameter, values, "");
        }
        Object body = message.getBody();
        boolean usable = body instanceof Collection<?> collection
                ? collection.stream().allMatch(id -> isId(String.valueOf(id)))
                : body instanceof CharSequence text && isId(text.toString().trim());
        if (!usable) {
            throw missing(parameter, values, ", and the message body is not made of ids either");
        }
        return body instanceof CharSequence ? body.toString().trim() : body;
    }

    private static boolean isId(String text) {
        return IDS_IN_BODY.matcher(text).matches();
    }

    private static List<String> ids(Parameter parameter, Object given, CallValues values) {
        String source = values.describe(parameter);
        Collection<?> parts;
        if (given instanceof Collection<?> collection) {
            parts = collection;
        } else if (given instanceof Object[] array) {
            parts = Arrays.asList(array);
        } else {
            parts = Arrays.asList(given.toString().split(",", -1));
        }
        List<String> ids = new ArrayList<>();
        for (Object part : parts) {
            if (part == null || part.toString().contains(",")) {
                throw new IllegalArgumentException(source + " holds " + (part == null ? "null" : "an id with a comma"));
            }
            ids.add(parameter.format(part, source));
        }
        if (ids.isEmpty()) {
            throw new IllegalArgumentException(source + " holds no id");
        }
        return ids;
    }

    private static IllegalArgumentException missing(Parameter parameter, CallValues values, String more) {
        return new IllegalArgumentException(values.describe(parameter) + " is missing" + more);
    }

    private CallSettings settings(CallValues values) {
        return new CallSettings(
                Duration.ofMillis(
                        values.millis(FastSpringConstants.REQUEST_TIMEOUT, configuration.getRequestTimeout())),
                values.number(FastSpringConstants.MAX_RETRIES, configuration.getMaxRetries(), 0),
                Duration.ofMillis(values.millis(FastSpringConstants.RETRY_DELAY, configuration.getRetryDelay())),
                Duration.ofMillis(
                        values.millis(FastSpringConstants.MAX_RETRY_DELAY, configuration.getMaxRetryDelay())));
    }

    private PartialFailure partialFailure(CallValues values) {
        String text = values.setting(
                FastSpringConstants.PARTIAL_FAILURE,
                configuration.getPartialFailure().name());
        for (PartialFailure value : PartialFailure.values()) {
            if (value.name().equalsIgnoreCase(text)) {
                return value;
            }
        }
        throw new IllegalArgumentException("FastSpring: the header " + FastSpringConstants.PARTIAL_FAILURE
                + " must be fail or return, but is '" + text + "'");
    }
}
