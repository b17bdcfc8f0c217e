package io.github.camelfastspring;

import org.apache.camel.Exchange;
import org.apache.camel.spi.Metadata;

/** The headers of the component. A request header wins over the option of the same name. */
public final class FastSpringConstants {

    @Metadata(label = "producer", description = "The operation, instead of the option.", javaType = "String")
    public static final String OPERATION = "CamelFastSpringOperation";

    @Metadata(
            label = "producer",
            description = "The id, or the ids as a collection or separated by commas, instead of the option.",
            javaType = "String or java.util.Collection")
    public static final String ID = "CamelFastSpringId";

    @Metadata(label = "producer", description = "storeId/checkoutId, instead of the option.", javaType = "String")
    public static final String CHECKOUT_PATH = "CamelFastSpringCheckoutPath";

    @Metadata(
            label = "producer",
            description = "The product path of a cart item, instead of the option; several for updateItem.",
            javaType = "String or java.util.Collection")
    public static final String PRODUCT_PATH = "CamelFastSpringProductPath";

    @Metadata(label = "producer", description = "Days to look back, instead of the option.", javaType = "Integer")
    public static final String DAYS = "CamelFastSpringDays";

    @Metadata(
            label = "producer",
            description = "Lower bound of the time of creation, instead of the option: yyyy-MM-dd, epoch milliseconds,"
                    + " LocalDate, Instant or Date.",
            javaType = "Object")
    public static final String BEGIN = "CamelFastSpringBegin";

    @Metadata(
            label = "producer",
            description = "Upper bound of the time of creation, instead of the option, in the forms of begin.",
            javaType = "Object")
    public static final String END = "CamelFastSpringEnd";

    @Metadata(label = "producer", description = "The form of the answer, instead of the option.", javaType = "String")
    public static final String OUTPUT_TYPE = "CamelFastSpringOutputType";

    @Metadata(label = "producer", description = "Ids in one call, instead of the option.", javaType = "Integer")
    public static final String BATCH_SIZE = "CamelFastSpringBatchSize";

    @Metadata(label = "producer", description = "fail or return, instead of the option.", javaType = "String")
    public static final String PARTIAL_FAILURE = "CamelFastSpringPartialFailure";

    @Metadata(
            label = "producer",
            description = "Milliseconds an attempt may take, instead of the option.",
            javaType = "Long")
    public static final String REQUEST_TIMEOUT = "CamelFastSpringRequestTimeout";

    @Metadata(label = "producer", description = "Repetitions at most, instead of the option.", javaType = "Integer")
    public static final String MAX_RETRIES = "CamelFastSpringMaxRetries";

    @Metadata(
            label = "producer",
            description = "Milliseconds before the first repetition, instead of the option.",
            javaType = "Long")
    public static final String RETRY_DELAY = "CamelFastSpringRetryDelay";

    @Metadata(
            label = "producer",
            description = "Milliseconds before a repetition at most, instead of the option.",
            javaType = "Long")
    public static final String MAX_RETRY_DELAY = "CamelFastSpringMaxRetryDelay";

    @Metadata(label = "producer", description = "The HTTP status of the answer.", javaType = "Integer")
    public static final String HTTP_RESPONSE_CODE = Exchange.HTTP_RESPONSE_CODE;

    @Metadata(label = "producer", description = "The action that the answer names.", javaType = "String")
    public static final String RESPONSE_ACTION = "CamelFastSpringResponseAction";

    @Metadata(label = "producer", description = "The page that the answer says it is.", javaType = "Integer")
    public static final String RESPONSE_PAGE = "CamelFastSpringResponsePage";

    @Metadata(label = "producer", description = "The next page, where the answer names one.", javaType = "Integer")
    public static final String RESPONSE_NEXT_PAGE = "CamelFastSpringResponseNextPage";

    @Metadata(
            label = "producer",
            description = "The total that the answer reports. FastSpring's totals are not reliable.",
            javaType = "Integer")
    public static final String RESPONSE_TOTAL = "CamelFastSpringResponseTotal";

    @Metadata(
            label = "producer",
            description =
                    "What FastSpring ignored in a call that succeeded all the same, such as an unknown coupon: code,"
                            + " field and message.",
            javaType = "java.util.List<io.github.camelfastspring.error.FastSpringError>")
    public static final String WARNINGS = "CamelFastSpringWarnings";

    @Metadata(
            label = "producer",
            description = "The items that failed, with partialFailure=return.",
            javaType = "java.util.List<io.github.camelfastspring.error.FastSpringFailedItem>")
    public static final String FAILED_ITEMS = "CamelFastSpringFailedItems";

    @Metadata(label = "consumer", description = "The id of the event.", javaType = "String")
    public static final String EVENT_ID = "CamelFastSpringEventId";

    @Metadata(label = "consumer", description = "The type of the event, such as order.completed.", javaType = "String")
    public static final String EVENT_TYPE = "CamelFastSpringEventType";

    @Metadata(
            label = "consumer",
            description = "When the event came into being, epoch milliseconds.",
            javaType = "Long")
    public static final String EVENT_CREATED = "CamelFastSpringEventCreated";

    @Metadata(label = "consumer", description = "The same as CamelFastSpringEventCreated.", javaType = "Long")
    public static final String MESSAGE_TIMESTAMP = Exchange.MESSAGE_TIMESTAMP;

    @Metadata(label = "consumer", description = "False for events of test orders.", javaType = "Boolean")
    public static final String EVENT_LIVE = "CamelFastSpringEventLive";

    @Metadata(
            label = "consumer",
            description = "The id of the thing that the event is about: an order, a subscription, an account and so on."
                    + " Absent where the event names none.",
            javaType = "String")
    public static final String EVENT_OBJECT_ID = "CamelFastSpringEventObjectId";

    @Metadata(label = "consumer", description = "How the event came: poll.", javaType = "String")
    public static final String EVENT_DELIVERY = "CamelFastSpringEventDelivery";

    @Metadata(
            label = "consumer",
            description =
                    "The handle that acknowledges the event, with acknowledge=manual; also an exchange property of"
                            + " this name.",
            javaType = "io.github.camelfastspring.events.FastSpringAcknowledgement")
    public static final String ACKNOWLEDGE = "CamelFastSpringAcknowledge";

    private FastSpringConstants() {}
}
