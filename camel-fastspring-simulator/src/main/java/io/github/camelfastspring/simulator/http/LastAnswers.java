package io.github.camelfastspring.simulator.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The latest good answer to GET requests, for each of the 100 targets (path and query) that were asked for last. Thread-safe. */
final class LastAnswers {
    private static final int TARGETS = 100;

    private final Map<String, ApiResponse> byTarget = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ApiResponse> eldest) {
            return size() > TARGETS;
        }
    };

    /** Keeps the answer if the request is a GET and the status 200. */
    synchronized void remember(RawRequest request, ApiResponse response) {
        if (isGet(request) && response.status() == 200) {
            byTarget.put(request.target(), response);
        }
    }

    /** The answer kept for the target of a GET request. */
    synchronized Optional<ApiResponse> to(RawRequest request) {
        return isGet(request) ? Optional.ofNullable(byTarget.get(request.target())) : Optional.empty();
    }

    private static boolean isGet(RawRequest request) {
        return "GET".equals(request.method());
    }
}
