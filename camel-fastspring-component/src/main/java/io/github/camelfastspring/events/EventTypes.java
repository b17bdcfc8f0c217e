package io.github.camelfastspring.events;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Patterns for event types: a type, or with {@code *} for any text. */
final class EventTypes {

    /** Stands for any type that is not known. */
    static final String OTHER = "other";

    /** Those of FastSpring's documentation; the set is open. */
    static final Set<String> DOCUMENTED = Set.of(
            "account.created",
            "account.updated",
            "order.completed",
            "order.failed",
            "order.canceled",
            "order.approval.pending",
            "order.payment.pending",
            "chargeback.created",
            "subscription.activated",
            "subscription.updated",
            "subscription.canceled",
            "subscription.uncanceled",
            "subscription.deactivated",
            "subscription.paused",
            "subscription.resumed",
            "subscription.charge.completed",
            "subscription.charge.failed",
            "subscription.payment.overdue",
            "subscription.payment.reminder",
            "subscription.trial.reminder",
            "subscription.group.created",
            "subscription.group.prorated",
            "subscription.group.updated",
            "subscription.group.payment.charge.completed",
            "subscription.group.payment.charge.failed",
            "subscription.group.payment.overdue",
            "subscription.group.payment.reminder",
            "subscription.group.deactivated",
            "return.created",
            "payoutEntry.created",
            "fulfillment.failed",
            "mailingListEntry.updated",
            "mailingListEntry.abandoned",
            "mailingListEntry.removed",
            "quote.created",
            "quote.updated",
            "invoice.reminder.email",
            "browser.order.completed");

    private final List<String> texts;
    private final List<Pattern> patterns;

    /**
     * The patterns of the option {@code types}.
     *
     * @param types patterns separated by commas; null for all types
     * @throws IllegalArgumentException if a pattern is blank
     */
    EventTypes(String types) {
        texts = Arrays.stream((types == null ? "*" : types).split(",", -1))
                .map(String::trim)
                .toList();
        patterns = texts.stream().map(EventTypes::pattern).toList();
    }

    /** The type, if FastSpring documents it or the option names it; else, as it could be any text, {@value #OTHER}. */
    String known(String type) {
        return DOCUMENTED.contains(type) || texts.contains(type) ? type : OTHER;
    }

    boolean matches(String type) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(type).matches());
    }

    private static Pattern pattern(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException(
                    "fastspring: the option types must be event types separated by commas, and one of them is blank");
        }
        return Pattern.compile(
                Arrays.stream(text.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
    }
}
