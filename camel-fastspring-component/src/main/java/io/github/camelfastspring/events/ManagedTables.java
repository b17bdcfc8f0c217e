package io.github.camelfastspring.events;

import java.util.List;
import java.util.Objects;

import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;
import javax.management.openmbean.TabularData;
import javax.management.openmbean.TabularDataSupport;
import javax.management.openmbean.TabularType;

import io.github.camelfastspring.webhook.SignatureVerifier.SecretUse;

/** Lists as JMX shows them. */
final class ManagedTables {

    private static final String[] PARKED_COLUMNS = {"id", "type", "created", "failures"};
    private static final String[] PARKED_MEANINGS = {
        "FastSpring's id", "The type", "When it came into being", "How often its route failed"
    };
    private static final OpenType<?>[] PARKED_TYPES = {
        SimpleType.STRING, SimpleType.STRING, SimpleType.STRING, SimpleType.INTEGER
    };

    private static final String[] SECRET_COLUMNS = {"position", "posts", "lastPost"};
    private static final String[] SECRET_MEANINGS = {
        "Its place in the option secret", "How many posts it has signed", "When the last one came"
    };
    private static final OpenType<?>[] SECRET_TYPES = {SimpleType.INTEGER, SimpleType.LONG, SimpleType.STRING};

    private ManagedTables() {}

    static TabularData ofParked(List<ParkedEvent> events) throws OpenDataException {
        CompositeType row =
                new CompositeType("parkedEvent", "A parked event", PARKED_COLUMNS, PARKED_MEANINGS, PARKED_TYPES);
        TabularData table = new TabularDataSupport(
                new TabularType("parkedEvents", "The parked events", row, new String[] {PARKED_COLUMNS[0]}));
        for (ParkedEvent event : events) {
            Object[] values = {event.id(), event.type(), event.created().toString(), event.failures()};
            table.put(new CompositeDataSupport(row, PARKED_COLUMNS, values));
        }
        return table;
    }

    static TabularData ofSecrets(List<SecretUse> uses) throws OpenDataException {
        CompositeType row = new CompositeType(
                "secretUse", "How often a secret was used", SECRET_COLUMNS, SECRET_MEANINGS, SECRET_TYPES);
        TabularData table = new TabularDataSupport(
                new TabularType("secretUses", "The use of the secrets", row, new String[] {SECRET_COLUMNS[0]}));
        for (SecretUse use : uses) {
            Object[] values = {use.position(), use.posts(), Objects.toString(use.lastPost(), "")};
            table.put(new CompositeDataSupport(row, SECRET_COLUMNS, values));
        }
        return table;
    }
}
