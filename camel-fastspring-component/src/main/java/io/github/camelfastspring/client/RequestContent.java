package io.github.camelfastspring.client;

/**
 * The body of a request.
 *
 * @param json  the JSON, or null for none
 * @param items how many items it holds, 0 where it is not made of items
 */
public record RequestContent(byte[] json, int items) {

    /** No body. */
    public static final RequestContent NONE = new RequestContent(null, 0);

    @Override
    public String toString() {
        return json == null ? "no body" : json.length + " bytes";
    }
}
