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

    @Metadata(label = "producer", description = "Instead of the option limit.", javaType = "Integer")
    public static final String LIMIT = "CamelFastSpringLimit";

    @Metadata(label = "producer", description = "Instead of the option page.", javaType = "Integer")
    public static final String PAGE = "CamelFastSpringPage";

    @Metadata(label = "producer", description = "Instead of the option email.", javaType = "String")
    public static final String EMAIL = "CamelFastSpringEmail";

    @Metadata(label = "producer", description = "Instead of the option custom.", javaType = "String")
    public static final String CUSTOM = "CamelFastSpringCustom";

    @Metadata(label = "producer", description = "Instead of the option global.", javaType = "String")
    public static final String GLOBAL = "CamelFastSpringGlobal";

    @Metadata(label = "producer", description = "Instead of the option orderId.", javaType = "String")
    public static final String ORDER_ID = "CamelFastSpringOrderId";

    @Metadata(label = "producer", description = "Instead of the option orderReference.", javaType = "String")
    public static final String ORDER_REFERENCE = "CamelFastSpringOrderReference";

    @Metadata(label = "producer", description = "Instead of the option subscriptionId.", javaType = "String")
    public static final String SUBSCRIPTION_ID = "CamelFastSpringSubscriptionId";

    @Metadata(
            label = "producer",
            description = "Instead of the option products.",
            javaType = "String or java.util.Collection")
    public static final String PRODUCTS = "CamelFastSpringProducts";

    @Metadata(label = "producer", description = "Instead of the option subscriptions.", javaType = "String")
    public static final String SUBSCRIPTIONS = "CamelFastSpringSubscriptions";

    @Metadata(label = "producer", description = "Instead of the option refunds.", javaType = "Boolean")
    public static final String REFUNDS = "CamelFastSpringRefunds";

    @Metadata(label = "producer", description = "Instead of the option expand.", javaType = "Boolean")
    public static final String EXPAND = "CamelFastSpringExpand";

    @Metadata(label = "producer", description = "Instead of the option country.", javaType = "String")
    public static final String COUNTRY = "CamelFastSpringCountry";

    @Metadata(label = "producer", description = "Instead of the option currency.", javaType = "String")
    public static final String CURRENCY = "CamelFastSpringCurrency";

    @Metadata(label = "producer", description = "Instead of the option type.", javaType = "String")
    public static final String TYPE = "CamelFastSpringType";

    @Metadata(label = "producer", description = "Instead of the option accountId.", javaType = "String")
    public static final String ACCOUNT_ID = "CamelFastSpringAccountId";

    @Metadata(label = "producer", description = "Instead of the option event.", javaType = "String")
    public static final String EVENT = "CamelFastSpringEvent";

    @Metadata(label = "producer", description = "Instead of the option scope.", javaType = "String")
    public static final String SCOPE = "CamelFastSpringScope";

    @Metadata(label = "producer", description = "Instead of the option status.", javaType = "String")
    public static final String STATUS = "CamelFastSpringStatus";

    @Metadata(label = "producer", description = "Instead of the option customReferenceId.", javaType = "String")
    public static final String CUSTOM_REFERENCE_ID = "CamelFastSpringCustomReferenceId";

    @Metadata(label = "producer", description = "Instead of the option billingPeriod.", javaType = "Integer")
    public static final String BILLING_PERIOD = "CamelFastSpringBillingPeriod";

    @Metadata(label = "producer", description = "Instead of the option order.", javaType = "String")
    public static final String ORDER = "CamelFastSpringOrder";

    @Metadata(label = "producer", description = "Instead of the option lang.", javaType = "String")
    public static final String LANG = "CamelFastSpringLang";

    @Metadata(label = "producer", description = "Instead of the option createdEmail.", javaType = "String")
    public static final String CREATED_EMAIL = "CamelFastSpringCreatedEmail";

    @Metadata(label = "producer", description = "Instead of the option onlyQuoteId.", javaType = "Boolean")
    public static final String ONLY_QUOTE_ID = "CamelFastSpringOnlyQuoteId";

    @Metadata(
            label = "producer",
            description = "Instead of the option statuses.",
            javaType = "String or java.util.Collection")
    public static final String STATUSES = "CamelFastSpringStatuses";

    @Metadata(label = "producer", description = "Instead of the option createdBegin.", javaType = "String")
    public static final String CREATED_BEGIN = "CamelFastSpringCreatedBegin";

    @Metadata(label = "producer", description = "Instead of the option createdEnd.", javaType = "String")
    public static final String CREATED_END = "CamelFastSpringCreatedEnd";

    @Metadata(label = "producer", description = "Instead of the option expiresBegin.", javaType = "String")
    public static final String EXPIRES_BEGIN = "CamelFastSpringExpiresBegin";

    @Metadata(label = "producer", description = "Instead of the option expiresEnd.", javaType = "String")
    public static final String EXPIRES_END = "CamelFastSpringExpiresEnd";

    @Metadata(label = "producer", description = "Instead of the option expiredBefore.", javaType = "String")
    public static final String EXPIRED_BEFORE = "CamelFastSpringExpiredBefore";

    @Metadata(label = "producer", description = "Instead of the option searchParam.", javaType = "String")
    public static final String SEARCH_PARAM = "CamelFastSpringSearchParam";

    @Metadata(label = "producer", description = "Instead of the option rebill.", javaType = "Boolean")
    public static final String REBILL = "CamelFastSpringRebill";

    @Metadata(label = "producer", description = "Instead of the option returns.", javaType = "Boolean")
    public static final String RETURNS = "CamelFastSpringReturns";

    @Metadata(
            label = "producer",
            description = "Further query parameters by name, beside those of the option.",
            javaType = "java.util.Map<String, Object>")
    public static final String QUERY = "CamelFastSpringQuery";

    @Metadata(
            label = "producer",
            description = "The HTTP method of a raw call, instead of the option.",
            javaType = "String")
    public static final String METHOD = "CamelFastSpringMethod";

    @Metadata(label = "producer", description = "The path of a raw call, instead of the option.", javaType = "String")
    public static final String PATH = "CamelFastSpringPath";

    @Metadata(
            label = "producer",
            description = "What to read of a list, instead of the option: page, all or stream.",
            javaType = "String")
    public static final String PAGING = "CamelFastSpringPaging";

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

    @Metadata(
            label = "producer",
            description = "interactive or background, instead of the option.",
            javaType = "String")
    public static final String PRIORITY = "CamelFastSpringPriority";

    @Metadata(
            label = "producer",
            description = "Milliseconds the call waits for the rate budget at most, instead of the option.",
            javaType = "Long")
    public static final String BUDGET_TIMEOUT = "CamelFastSpringBudgetTimeout";

    @Metadata(
            label = "producer",
            description = "Whether a 404 without JSON may mean that the rate limit is reached, instead of the option.",
            javaType = "Boolean")
    public static final String THROTTLED_404 = "CamelFastSpringThrottled404";

    @Metadata(
            label = "producer",
            description = "Whether a single id shares a call with others, instead of the option.",
            javaType = "Boolean")
    public static final String COALESCE = "CamelFastSpringCoalesce";

    @Metadata(
            label = "producer",
            description = "Milliseconds a single id waits for others, instead of the option.",
            javaType = "Long")
    public static final String COALESCE_DELAY = "CamelFastSpringCoalesceDelay";

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

    @Metadata(label = "consumer", description = "How the event came: poll or webhook.", javaType = "String")
    public static final String EVENT_DELIVERY = "CamelFastSpringEventDelivery";

    @Metadata(
            label = "consumer",
            description = "How often the route has failed with the event since the process started.",
            javaType = "Integer")
    public static final String EVENT_FAILURES = "CamelFastSpringEventFailures";

    @Metadata(
            label = "consumer",
            description = "True for a manual resend of an event that has succeeded. Absent with resends=pass.",
            javaType = "Boolean")
    public static final String EVENT_RESEND = "CamelFastSpringEventResend";

    @Metadata(
            label = "consumer",
            description =
                    "True where a later event of the same object was routed before. Absent without ordering=object.",
            javaType = "Boolean")
    public static final String EVENT_LATE = "CamelFastSpringEventLate";

    @Metadata(
            label = "consumer",
            description =
                    "The handle that acknowledges the event, with acknowledge=manual; also an exchange property of"
                            + " this name.",
            javaType = "io.github.camelfastspring.events.FastSpringAcknowledgement")
    public static final String ACKNOWLEDGE = "CamelFastSpringAcknowledge";

    private FastSpringConstants() {}
}
