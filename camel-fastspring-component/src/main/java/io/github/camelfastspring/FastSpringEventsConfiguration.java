package io.github.camelfastspring;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** What the consumer {@code fastspring:events} routes, when it acknowledges, and what it takes for done already. */
@UriParams
public class FastSpringEventsConfiguration {

    /** What the body of an event's exchange is. */
    public enum EventBody {
        DATA,
        EVENT
    }

    /** Who decides that an event is done. */
    public enum Acknowledge {
        ON_COMPLETION,
        MANUAL,
        NONE
    }

    /** What becomes of events that are not routed. */
    public enum Unmatched {
        LEAVE,
        ACKNOWLEDGE
    }

    /** Which events are routed by their live flag. */
    public enum Live {
        BOTH,
        LIVE,
        TEST
    }

    /** What becomes of a manual resend, which has a new id, of an event that has succeeded. */
    public enum Resends {
        MARK,
        SKIP,
        PASS
    }

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,20}");

    @UriParam(label = "consumer", defaultValue = "data", enums = "data,event")
    @Metadata(description = "The body of an event's exchange: its data, or the whole event with id, type and so on.")
    private EventBody eventBody = EventBody.DATA;

    @UriParam(label = "consumer")
    @Metadata(
            description =
                    "The event types to route, separated by commas; a star in a type stands for any text. All types"
                            + " where it is not set.")
    private String types;

    @UriParam(label = "consumer", defaultValue = "leave", enums = "leave,acknowledge")
    @Metadata(
            description = "What becomes of events that types or live leave out: leave keeps them unprocessed for other"
                    + " consumers of the store, acknowledge marks them processed.")
    private Unmatched unmatched = Unmatched.LEAVE;

    @UriParam(label = "consumer", defaultValue = "both", enums = "both,live,test")
    @Metadata(description = "Whether to route events of the live store, of test orders, or both.")
    private Live live = Live.BOTH;

    @UriParam(label = "consumer", defaultValue = "onCompletion", enums = "onCompletion,manual,none")
    @Metadata(
            description = "When an event is acknowledged: onCompletion when its exchange succeeded, and what it was"
                    + " handed over to (seda, threads); manual when the route calls success() on the handle in the header"
                    + " CamelFastSpringAcknowledge; none never.")
    private Acknowledge acknowledge = Acknowledge.ON_COMPLETION;

    @UriParam(label = "consumer", defaultValueNote = "in memory, 100000 keys")
    @Metadata(
            description =
                    "Where the keys of events whose exchange succeeded are kept, so that none is routed again when"
                            + " its acknowledgement was lost. A durable one survives a crash. The default is in memory and holds"
                            + " 100000 keys.")
    private IdempotentRepository idempotentRepository;

    @UriParam(label = "consumer", defaultValue = "mark", enums = "mark,skip,pass")
    @Metadata(
            description =
                    "What becomes of an event that FastSpring's staff or yours sent again by hand, which gives it a"
                            + " new id, after it had succeeded: mark routes it with the header CamelFastSpringEventResend, skip"
                            + " acknowledges it without the route, pass does not look.")
    private Resends resends = Resends.MARK;

    @UriParam(label = "consumer")
    @Metadata(
            description =
                    "The names of the consumers that share the store's events, separated by commas, such as crm,erp: an"
                            + " event is acknowledged when all of them have succeeded with it. Names are 1 to 20 of a-z, 0-9"
                            + " and -. Needs consumerName and an idempotentRepository that they share.")
    private String acknowledgeGroup;

    @UriParam(label = "consumer")
    @Metadata(description = "The name of this consumer, one of acknowledgeGroup.")
    private String consumerName;

    /**
     * Checks what can be known before the first poll.
     *
     * @throws IllegalArgumentException if an option is wrong; the message names it
     */
    public void validate() {
        if (acknowledgeGroup == null && consumerName == null) {
            return;
        }
        if (acknowledgeGroup == null) {
            throw new IllegalArgumentException("fastspring: the option consumerName needs the option acknowledgeGroup");
        }
        List<String> names = groupNames();
        if (!names.stream().allMatch(name -> NAME.matcher(name).matches())
                || Set.copyOf(names).size() < names.size()) {
            throw new IllegalArgumentException(
                    "fastspring: the option acknowledgeGroup must be different names of 1 to 20"
                            + " of a-z, 0-9 and -, separated by commas");
        }
        if (acknowledge == Acknowledge.NONE) {
            throw new IllegalArgumentException(
                    "fastspring: the option acknowledgeGroup contradicts acknowledge=none, which never acknowledges");
        }
        if (consumerName == null) {
            throw new IllegalArgumentException("fastspring: the option acknowledgeGroup needs the option consumerName");
        }
        if (!names.contains(consumerName)) {
            throw new IllegalArgumentException(
                    "fastspring: the option consumerName must be one of acknowledgeGroup, which are " + names);
        }
        if (idempotentRepository == null) {
            throw new IllegalArgumentException("fastspring: the option acknowledgeGroup needs the option"
                    + " idempotentRepository, one that all consumers of the group share");
        }
    }

    /** The names of {@code acknowledgeGroup}; none where it is not set. */
    public List<String> groupNames() {
        return acknowledgeGroup == null
                ? List.of()
                : Arrays.stream(acknowledgeGroup.split(",", -1))
                        .map(String::trim)
                        .toList();
    }

    public EventBody getEventBody() {
        return eventBody;
    }

    public void setEventBody(EventBody eventBody) {
        this.eventBody = eventBody;
    }

    public String getTypes() {
        return types;
    }

    public void setTypes(String types) {
        this.types = types;
    }

    public Unmatched getUnmatched() {
        return unmatched;
    }

    public void setUnmatched(Unmatched unmatched) {
        this.unmatched = unmatched;
    }

    public Live getLive() {
        return live;
    }

    public void setLive(Live live) {
        this.live = live;
    }

    public Acknowledge getAcknowledge() {
        return acknowledge;
    }

    public void setAcknowledge(Acknowledge acknowledge) {
        this.acknowledge = acknowledge;
    }

    public IdempotentRepository getIdempotentRepository() {
        return idempotentRepository;
    }

    public void setIdempotentRepository(IdempotentRepository idempotentRepository) {
        this.idempotentRepository = idempotentRepository;
    }

    public Resends getResends() {
        return resends;
    }

    public void setResends(Resends resends) {
        this.resends = resends;
    }

    public String getAcknowledgeGroup() {
        return acknowledgeGroup;
    }

    public void setAcknowledgeGroup(String acknowledgeGroup) {
        this.acknowledgeGroup = acknowledgeGroup;
    }

    public String getConsumerName() {
        return consumerName;
    }

    public void setConsumerName(String consumerName) {
        this.consumerName = consumerName;
    }
}
