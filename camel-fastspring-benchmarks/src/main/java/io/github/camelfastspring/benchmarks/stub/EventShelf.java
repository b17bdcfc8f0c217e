package io.github.camelfastspring.benchmarks.stub;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

import io.vertx.core.buffer.Buffer;

/** The events of a stub API, in order of creation. For one thread. */
final class EventShelf {

    private static final int PAGE = 25;

    /** As much as an event of a real store has, webhook expansion off. */
    private static final String FILLER = "\"note\":\"" + "n".repeat(1_900) + "\"";

    private final List<Long> created = new ArrayList<>();
    private final BitSet processed = new BitSet();

    /** Events of the last minutes, a millisecond apart, so that none is in the future. */
    EventShelf(int count) {
        long first = System.currentTimeMillis() - count - 60_000;
        for (int i = 0; i < count; i++) {
            created.add(first + i);
        }
    }

    void publish() {
        long last = created.isEmpty() ? 0 : created.get(created.size() - 1);
        created.add(Math.max(last + 1, System.currentTimeMillis()));
    }

    /** Marks an event processed; false if it was already, or is unknown. */
    boolean process(String id) {
        int index = Integer.parseInt(id.substring(1));
        if (index >= created.size() || processed.get(index)) {
            return false;
        }
        processed.set(index);
        return true;
    }

    int acknowledged() {
        return processed.cardinality();
    }

    /** A page of unprocessed events as FastSpring sends it. */
    Buffer list(long begin) {
        Buffer page = Buffer.buffer(PAGE * 2_400).appendString("{\"action\":\"event.getall\",\"result\":\"success\",");
        page.appendString("\"events\":[");
        int index = processed.nextClearBit(firstSince(begin));
        for (int listed = 0; listed < PAGE && index < created.size(); listed++) {
            page.appendString(listed == 0 ? "" : ",").appendString(event(index));
            index = processed.nextClearBit(index + 1);
        }
        return page.appendString("],\"more\":" + (index < created.size()) + "}");
    }

    private int firstSince(long begin) {
        int from = 0;
        int to = created.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (created.get(middle) < begin) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    private String event(int index) {
        String id = String.format("%021d", index);
        long time = created.get(index);
        return "{\"id\":\"e" + id + "\",\"processed\":false,\"created\":" + time
                + ",\"type\":\"order.completed\",\"live\":true,\"data\":{\"order\":\"o" + id + "\",\"id\":\"o" + id
                + "\",\"changed\":" + time + ",\"currency\":\"USD\",\"total\":21.8880,\"items\":[{\"product\":"
                + "\"paper-planner\",\"quantity\":1,\"subtotal\":21.8880}]," + FILLER + "}}";
    }
}
