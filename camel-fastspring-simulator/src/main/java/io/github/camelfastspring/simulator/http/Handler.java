package io.github.camelfastspring.simulator.http;

/** What a route does. */
@FunctionalInterface
public interface Handler {
    /**
     * @throws BusinessError if the store cannot fulfil the request
     */
    ApiResponse handle(ApiRequest request);
}
