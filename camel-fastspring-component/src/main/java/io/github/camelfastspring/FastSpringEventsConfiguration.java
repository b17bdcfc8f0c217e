package io.github.camelfastspring;

import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** What the consumer {@code fastspring:events} routes, and when it acknowledges. */
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
            description = "When an event is acknowledged: onCompletion when its exchange succeeded, hand-over to seda"
                    + " and the like included; manual when the route calls success() on the handle in the header"
                    + " CamelFastSpringAcknowledge; none never.")
    private Acknowledge acknowledge = Acknowledge.ON_COMPLETION;

    @UriParam(label = "consumer,advanced", defaultValue = "3600000", javaType = "java.time.Duration")
    @Metadata(
            description =
                    "How long an event may be without an outcome before it counts as failed, in milliseconds. A later"
                            + " success is still honoured.")
    private long completionTimeout = 3_600_000;

    @UriParam(label = "consumer,advanced", defaultValue = "1000")
    @Metadata(
            description =
                    "How many events may be without an outcome at the same time, those handed over to other threads"
                            + " included; polling pauses there.")
    private int maxInFlight = 1000;

    @UriParam(label = "consumer", defaultValueNote = "in memory, 100000 keys")
    @Metadata(
            description =
                    "Where the keys of events whose exchange succeeded are kept, so that none is routed again when"
                            + " its acknowledgement was lost. A durable one survives a crash. The default is in memory and holds"
                            + " 100000 keys.")
    private IdempotentRepository idempotentRepository;

    @UriParam(label = "consumer", defaultValue = "0")
    @Metadata(description = "How many events one poll hands to the route at most; 0 for no limit.")
    private int maxMessagesPerPoll;

    /**
     * Checks what can be known before the first poll.
     *
     * @throws IllegalArgumentException if an option is wrong; the message names it
     */
    public void validate() {
        if (completionTimeout <= 0) {
            throw new IllegalArgumentException("fastspring: the option completionTimeout must be positive");
        }
        if (maxInFlight <= 0) {
            throw new IllegalArgumentException("fastspring: the option maxInFlight must be at least 1");
        }
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

    public long getCompletionTimeout() {
        return completionTimeout;
    }

    public void setCompletionTimeout(long completionTimeout) {
        this.completionTimeout = completionTimeout;
    }

    public int getMaxInFlight() {
        return maxInFlight;
    }

    public void setMaxInFlight(int maxInFlight) {
        this.maxInFlight = maxInFlight;
    }

    public IdempotentRepository getIdempotentRepository() {
        return idempotentRepository;
    }

    public void setIdempotentRepository(IdempotentRepository idempotentRepository) {
        this.idempotentRepository = idempotentRepository;
    }

    public int getMaxMessagesPerPoll() {
        return maxMessagesPerPoll;
    }

    public void setMaxMessagesPerPoll(int maxMessagesPerPoll) {
        this.maxMessagesPerPoll = maxMessagesPerPoll;
    }
}
