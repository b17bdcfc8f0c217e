package io.github.camelfastspring.producer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

import io.github.camelfastspring.FastSpringBudgetConfiguration.Priority;
import io.github.camelfastspring.FastSpringConfiguration;
import io.github.camelfastspring.FastSpringConfiguration.Paging;
import io.github.camelfastspring.FastSpringConfiguration.PartialFailure;
import io.github.camelfastspring.FastSpringConstants;
import io.github.camelfastspring.client.CallSettings;
import io.github.camelfastspring.client.FastSpringRequest;
import io.github.camelfastspring.client.Lane;
import io.github.camelfastspring.client.RequestContent;
import io.github.camelfastspring.client.RequestFactory;
import io.github.camelfastspring.operation.FastSpringOperation;
import io.github.camelfastspring.operation.Parameter;
import io.github.camelfastspring.producer.Coalescer.Sharing;
import io.github.camelfastspring.support.JsonCodec;
import io.github.camelfastspring.support.OutputType;

/** Makes the call that an exchange asks for: header, else option, else, for the ids of reads, the body. */
final class RequestBuilder {

    private static final Pattern ID_IN_BODY = Pattern.compile("\\s*[A-Za-z0-9._-]+\\s*");

    private final FastSpringConfiguration configuration;
    private final Map<String, Object> options;
    private final RequestFactory requests;
    private final RequestBody requestBody;
    private final JsonCodec codec;
    private final OutputType outputType;

    /** @param options the parameters that the endpoint sets, by name */
    RequestBuilder(
            FastSpringConfiguration configuration,
            Map<String, Object> options,
            RequestFactory requests,
            JsonCodec codec,
            CamelContext context) {
        this.configuration = configuration;
        this.options = options;
        this.requests = requests;
        this.requestBody = new RequestBody(codec);
        this.codec = codec;
        this.outputType = OutputType.of(configuration.getOutputType(), codec, context);
    }

    /**
     * The call of an exchange; nothing is sent yet.
     *
     * @throws IllegalArgumentException if something is missing or wrong; the message names the option and the header
     */
    Call build(FastSpringOperation operation, Exchange exchange) {
        Message message = exchange.getMessage();
        CallValues values = new CallValues(operation, message, options);
        Map<String, String> parameters = parameters(operation, values);
        Parameter listParameter = operation.listParameter();
        List<String> ids = List.of();
        boolean list = false;
        if (listParameter != null) {
            Object given = given(operation, listParameter, values, message);
            ids = ids(listParameter, given, values);
            list = isList(given);
        }
        RequestContent body = requestBody.of(exchange, operation);
        boolean pages = operation.isList() && !list;
        Paging paging = pages ? values.choice(FastSpringConstants.PAGING, configuration.getPaging()) : Paging.PAGE;
        RequestParts parts = new RequestParts(operation, parameters, values.further(), body, settings(values, paging));
        if (paging != Paging.PAGE && parts.further().containsKey(Parameter.PAGE.name())) {
            throw new IllegalArgumentException("FastSpring " + operation
                    + ": query.page cannot be set with paging=" + paging.name().toLowerCase(Locale.ROOT)
                    + "; the option page names the first page");
        }
        String firstPage = parameters.getOrDefault(Parameter.PAGE.name(), "1");
        List<String> single = ids;
        return new Call(
                operation,
                requests(parts, ids, values),
                ids,
                list,
                outputType(exchange),
                values.choice(FastSpringConstants.PARTIAL_FAILURE, configuration.getPartialFailure())
                        == PartialFailure.RETURN,
                paging,
                Integer.parseInt(firstPage),
                page -> parts.request(requests, single, page),
                ids.size() == 1 && !list ? sharing(parts, values) : null);
    }

    private OutputType outputType(Exchange exchange) {
        Object header = exchange.getMessage().getHeader(FastSpringConstants.OUTPUT_TYPE);
        return header == null ? outputType : OutputType.of(header.toString(), codec, exchange.getContext());
    }

    /** Null if the call shares with nobody. */
    private Sharing sharing(RequestParts parts, CallValues values) {
        if (!parts.operation().coalesces() || !values.flag(FastSpringConstants.COALESCE, configuration.isCoalesce())) {
            return null;
        }
        return new Sharing(
                Duration.ofMillis(
                        values.number(FastSpringConstants.COALESCE_DELAY, (int) configuration.getCoalesceDelay(), 0)),
                parts.operation().idsPerCall(batchSize(values)),
                several -> parts.request(requests, several));
    }

    private int batchSize(CallValues values) {
        return values.number(FastSpringConstants.BATCH_SIZE, configuration.getBatchSize(), 1);
    }

    /** What the requests of one call have in common. */
    private record RequestParts(
            FastSpringOperation operation,
            Map<String, String> parameters,
            Map<String, String> further,
            RequestContent body,
            CallSettings settings) {

        FastSpringRequest request(RequestFactory requests, List<String> ids) {
            return requests.create(operation, parameters, further, ids, body, settings);
        }

        FastSpringRequest request(RequestFactory requests, List<String> ids, int page) {
            Map<String, String> paged = new HashMap<>(parameters);
            paged.put(Parameter.PAGE.name(), Integer.toString(page));
            return requests.create(operation, paged, further, ids, body, settings);
        }
    }

    private static Map<String, String> parameters(FastSpringOperation operation, CallValues values) {
        Map<String, String> parameters = new HashMap<>();
        for (Parameter parameter : operation.query()) {
            String text = values.text(parameter);
            if (text != null) {
                parameters.put(parameter.name(), text);
            }
        }
        for (Parameter parameter : operation.pathParameters()) {
            if (!parameter.equals(operation.listParameter())) {
                parameters.put(parameter.name(), single(operation, parameter, values));
            }
        }
        return parameters;
    }

    private List<FastSpringRequest> requests(RequestParts parts, List<String> ids, CallValues values) {
        if (ids.isEmpty()) {
            return List.of(parts.request(requests, ids));
        }
        int size = parts.operation().idsPerCall(batchSize(values));
        List<String> distinct = ids.stream().distinct().toList();
        List<FastSpringRequest> cut = new ArrayList<>();
        for (int from = 0; from < distinct.size(); from += size) {
            List<String> part = distinct.subList(from, Math.min(distinct.size(), from + size));
            cut.add(parts.request(requests, List.copyOf(part)));
        }
        return cut;
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
                ? collection.stream().allMatch(id -> isIds(String.valueOf(id)))
                : body instanceof CharSequence text && isIds(text.toString());
        if (!usable) {
            throw missing(parameter, values, ", and the message body is not made of ids either");
        }
        return body instanceof CharSequence ? body.toString().trim() : body;
    }

    private static boolean isIds(String text) {
        return Arrays.stream(text.split(",", -1))
                .allMatch(id -> ID_IN_BODY.matcher(id).matches());
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
        return new IllegalArgumentException(values.describe(parameter) + " is missing" + more + "; it takes "
                + parameter.form().description());
    }

    private CallSettings settings(CallValues values, Paging paging) {
        return new CallSettings(
                Duration.ofMillis(
                        values.millis(FastSpringConstants.REQUEST_TIMEOUT, configuration.getRequestTimeout())),
                values.number(FastSpringConstants.MAX_RETRIES, configuration.getMaxRetries(), 0),
                Duration.ofMillis(values.millis(FastSpringConstants.RETRY_DELAY, configuration.getRetryDelay())),
                Duration.ofMillis(values.millis(FastSpringConstants.MAX_RETRY_DELAY, configuration.getMaxRetryDelay())),
                lane(values, paging),
                Duration.ofMillis(values.millis(FastSpringConstants.BUDGET_TIMEOUT, configuration.getBudgetTimeout())),
                values.flag(FastSpringConstants.THROTTLED_404, configuration.isThrottled404()));
    }

    /** Whole lists are nothing that somebody waits for, unless somebody says so. */
    private Lane lane(CallValues values, Paging paging) {
        Priority unset = paging == Paging.PAGE ? Priority.INTERACTIVE : Priority.BACKGROUND;
        Priority option = configuration.getPriority() == null ? unset : configuration.getPriority();
        return values.choice(FastSpringConstants.PRIORITY, option) == Priority.BACKGROUND
                ? Lane.BACKGROUND
                : Lane.INTERACTIVE;
    }
}
