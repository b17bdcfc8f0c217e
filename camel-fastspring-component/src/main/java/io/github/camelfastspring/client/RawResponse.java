package io.github.camelfastspring.client;

/**
 * An HTTP answer that arrived whole.
 *
 * @param status     the HTTP status
 * @param body       the body, empty where there was none
 * @param retryAfter the Retry-After header, or null
 */
record RawResponse(int status, byte[] body, String retryAfter) {

    @Override
    public String toString() {
        return "HTTP " + status + ", " + body.length + " bytes";
    }
}
