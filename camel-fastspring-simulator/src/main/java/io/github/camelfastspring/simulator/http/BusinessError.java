package io.github.camelfastspring.simulator.http;

/** A well-formed request that the store cannot fulfil; carries the answer. Not a refusal of the judge. */
public final class BusinessError extends RuntimeException {
    private final transient ApiResponse response;

    public BusinessError(ApiResponse response) {
        super(null, null, false, false);
        this.response = response;
    }

    public ApiResponse response() {
        return response;
    }
}
