package io.github.camelfastspring.simulator.api;

import io.github.camelfastspring.simulator.Store;
import io.github.camelfastspring.simulator.http.ApiResponse;
import io.github.camelfastspring.simulator.http.BusinessError;
import io.github.camelfastspring.simulator.payload.ErrorShape;
import io.github.camelfastspring.simulator.payload.ErrorShape.Problem;

/** Errors of the Sessions API v2. FastSpring documents only the code INVALID_EMAIL_FORMAT; others are made up. */
final class V2Errors {
    private final Store store;

    V2Errors(Store store) {
        this.store = store;
    }

    BusinessError notFound(String code, String field, String message, String value) {
        return error(404, code, field, message, value);
    }

    BusinessError invalid(String code, String field, String message, String value) {
        return error(400, code, field, message, value);
    }

    private BusinessError error(int status, String code, String field, String message, String value) {
        return new BusinessError(ApiResponse.json(
                status, ErrorShape.SESSION_V2.body(new Problem(status, code, field, message, value, store.now()))));
    }
}
