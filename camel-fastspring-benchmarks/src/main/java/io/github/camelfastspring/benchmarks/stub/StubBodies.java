package io.github.camelfastspring.benchmarks.stub;

import io.vertx.core.buffer.Buffer;

/** What a stub API answers, apart from events. */
final class StubBodies {

    /** The size of the answer that the calls are measured with. */
    static final int SESSION_BYTES = 1_083;

    static final Buffer SESSION = session();

    static final Buffer THROTTLED = Buffer.buffer("{\"result\":\"error\",\"error\":{\"rate\":\"too many requests\"}}");

    private StubBodies() {}

    private static Buffer session() {
        String start = "{\"id\":\"rD5kfJ1hQ3mLw8Zs7TzB2A\",\"live\":false,\"currency\":\"USD\",\"country\":\"US\","
                + "\"checkoutUrls\":{\"webcheckoutUrl\":\"https://example.test.onfastspring.com/popup/session/"
                + "rD5kfJ1hQ3mLw8Zs7TzB2A\"},\"expires\":1793786912345,\"account\":null,\"customer\":{\"billToContact\":"
                + "{\"email\":\"ada@example.com\",\"firstName\":\"Ada\",\"lastName\":\"Example\",\"phoneNumber\":null}},"
                + "\"cart\":{\"subtotal\":" + "43.80,\"tax\":3.6480,\"total\":47.4480,\"lineItems\":[" + item(1) + ","
                + item(2) + "]},\"tags\":{\"note\":\"";
        String end = "\"}}";
        return Buffer.buffer(start + "n".repeat(SESSION_BYTES - start.length() - end.length()) + end);
    }

    private static String item(int number) {
        return "{\"productPath\":\"paper-planner-" + number + "\",\"quantity\":" + number
                + ",\"pricing\":{\"price\":21.90,\"discount\":0.00,\"total\":21.9000},\"display\":\"Planner\"}";
    }

    /** One order, or an object with all of them. */
    static Buffer orders(String ids) {
        if (ids.indexOf(',') < 0) {
            return Buffer.buffer(order(ids));
        }
        StringBuilder orders = new StringBuilder("{\"orders\":[");
        for (String id : ids.split(",")) {
            orders.append(orders.length() > 11 ? "," : "").append(order(id));
        }
        return Buffer.buffer(orders.append("]}").toString());
    }

    private static String order(String id) {
        return "{\"action\":\"order.get\",\"result\":\"success\",\"order\":\"" + id + "\",\"id\":\"" + id
                + "\",\"reference\":\"EXA261103-4417-20935\",\"completed\":true,\"changed\":1793700912345,"
                + "\"currency\":\"USD\",\"total\":21.8880,\"tax\":3.6480,\"subtotal\":18.24,\"note\":\""
                + "n".repeat(780) + "\"}";
    }

    /** A page of the list of order ids. */
    static Buffer orderIds(int page, int limit, int total) {
        long first = (long) (page - 1) * limit;
        long end = Math.min(first + limit, total);
        StringBuilder ids = new StringBuilder(1_600)
                .append("{\"action\":\"order.getall\",\"result\":\"success\",\"page\":")
                .append(page)
                .append(",\"limit\":")
                .append(limit)
                .append(",\"nextPage\":")
                .append(end < total ? Integer.toString(page + 1) : "null")
                .append(",\"total\":")
                .append(total)
                .append(",\"orders\":[");
        for (long i = first; i < end; i++) {
            ids.append(i == first ? "\"" : ",\"")
                    .append(1_000_000_000_000_000_000L + i)
                    .append("abcd\"");
        }
        return Buffer.buffer(ids.append("]}").toString());
    }
}
