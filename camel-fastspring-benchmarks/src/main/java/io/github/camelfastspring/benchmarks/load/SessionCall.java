package io.github.camelfastspring.benchmarks.load;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/** The call that all paths make: 149 bytes there, 1,083 bytes back. */
public final class SessionCall {

    public static final String PATH = "/v2/checkouts/examplestore/popup-checkout/sessions";

    public static final String URI = "fastspring:sessions?operation=create&checkoutPath=examplestore/popup-checkout";

    public static final String BODY = "{\"live\":false,\"country\":\"US\",\"customer\":{\"billToContact\":{\"email\":"
            + "\"ada@example.com\"}},\"cart\":{\"lineItems\":[{\"productPath\":\"planners\",\"quantity\":2}]}}";

    private SessionCall() {}

    /** Null if it is the answer that was to come, else what is wrong. */
    static Throwable problem(Object answer) {
        boolean right = answer instanceof Map<?, ?> map && map.get("id") != null
                || answer instanceof JsonNode json && json.has("id");
        return right ? null : new IllegalStateException("not the answer: " + answer);
    }
}
