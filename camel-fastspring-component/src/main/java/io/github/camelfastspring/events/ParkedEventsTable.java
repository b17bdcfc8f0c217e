package io.github.camelfastspring.events;

import java.util.List;

import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;
import javax.management.openmbean.TabularData;
import javax.management.openmbean.TabularDataSupport;
import javax.management.openmbean.TabularType;

/** Parked events as JMX shows them. */
final class ParkedEventsTable {

    private static final String[] COLUMNS = {"id", "type", "created", "failures"};
    private static final String[] MEANINGS = {
        "FastSpring's id", "The type", "When it came into being", "How often its route failed"
    };
    private static final OpenType<?>[] TYPES = {
        SimpleType.STRING, SimpleType.STRING, SimpleType.STRING, SimpleType.INTEGER
    };

    private ParkedEventsTable() {}

    static TabularData of(List<ParkedEvent> events) throws OpenDataException {
        CompositeType row = new CompositeType("parkedEvent", "A parked event", COLUMNS, MEANINGS, TYPES);
        TabularData table = new TabularDataSupport(
                new TabularType("parkedEvents", "The parked events", row, new String[] {COLUMNS[0]}));
        for (ParkedEvent event : events) {
            Object[] values = {event.id(), event.type(), event.created().toString(), event.failures()};
            table.put(new CompositeDataSupport(row, COLUMNS, values));
        }
        return table;
    }
}
