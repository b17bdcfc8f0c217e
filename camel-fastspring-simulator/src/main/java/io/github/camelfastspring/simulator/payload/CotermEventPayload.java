package io.github.camelfastspring.simulator.payload;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.camelfastspring.simulator.CotermGroup;
import io.github.camelfastspring.simulator.Subscription;

/** Co-term groups as events show them; of their subscriptions only the most telling members. */
public final class CotermEventPayload {
    private CotermEventPayload() {}

    /** The data of {@code subscription.group.created} and {@code subscription.group.updated}. */
    public static ObjectNode of(CotermGroup group, List<Subscription> members, Instant now, Instant next) {
        Subscription first = members.get(0);
        ObjectNode body = Json.object()
                .put("cotermGroupId", group.id())
                .put("cotermGroupDisplayName", group.displayName())
                .put("cotermGroupPeriodStartDate", now.toEpochMilli())
                .put("cotermGroupPeriodEndDate", next.minus(Duration.ofDays(1)).toEpochMilli())
                .put("cotermGroupPrimarySubscription", first.id())
                .put("cotermGroupStatus", "EXECUTED")
                .put("cotermNextChargeDate", next.toEpochMilli())
                .put(
                        "cotermNextChargeTotal",
                        members.stream().map(Subscription::total).reduce(new BigDecimal("0.00"), BigDecimal::add))
                .put("cotermGroupSize", members.size())
                .put("currency", first.currency())
                .put("account", group.accountId());
        ArrayNode list = body.putArray("subscriptions");
        for (Subscription each : members) {
            list.addObject()
                    .put("id", each.id())
                    .put("active", true)
                    .put("state", each.state())
                    .put("live", each.live())
                    .put("currency", each.currency())
                    .put("product", each.product())
                    .put("sku", each.sku())
                    .put("display", each.display())
                    .put("quantity", each.quantity())
                    .put("price", each.price())
                    .put("discount", each.discount())
                    .put("subtotal", each.subtotal())
                    .put("intervalUnit", each.intervalUnit())
                    .put("intervalLength", each.intervalLength());
        }
        return body;
    }
}
