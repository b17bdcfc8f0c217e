package io.github.camelfastspring.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;
import io.github.camelfastspring.simulator.payload.EventPayload;
import io.github.camelfastspring.simulator.webhook.WebhookPost;

import static io.github.camelfastspring.events.EventsWatch.patiently;
import static io.github.camelfastspring.events.PostsRoute.id;
import static io.github.camelfastspring.events.PostsRoute.order;
import static org.assertj.core.api.Assertions.assertThat;

/** A group that receives posts: an answer acknowledges what all of its consumers are done with. */
class PostGroupTest {

    @RegisterExtension
    final FastSpringSimulatorExtension store = new FastSpringSimulatorExtension();

    private final RouteWork work = new RouteWork();
    private final RouteWork otherWork = new RouteWork();
    private final LastingRepository done = new LastingRepository();
    private final ObjectNode event = order("a");
    private final ObjectNode other = order("b");

    private PostsRoute start(String name, String delivery, RouteWork steps, String options) throws Exception {
        PostsRoute route = new PostsRoute(store.simulator());
        route.context().getRegistry().bind("done", done);
        String group = "acknowledgeGroup=crm,erp&idempotentRepository=#done&consumerName=" + name;
        return route.start(delivery, group + options, from -> from.process(steps));
    }

    @Test
    void anEventIsDoneWhenAllAre() throws Exception {
        try (PostsRoute crm = start("crm", "webhook", work, "");
                PostsRoute erp = start("erp", "webhook", otherWork, "")) {
            assertThat(crm.post(event, other).status()).isEqualTo(500);
            otherWork.fail(other);
            assertThat(erp.post(event, other)).isEqualTo(new WebhookPost.Answer(202, id(event)));
            assertThat(crm.post(event, other)).isEqualTo(new WebhookPost.Answer(202, id(event)));
            otherWork.succeed();
            assertThat(erp.post(other).status()).isEqualTo(200);
            assertThat(crm.post(event, other).status()).isEqualTo(200);

            assertThat(work.entered()).containsExactlyInAnyOrder(id(event), id(other));
            assertThat(otherWork.entered()).containsOnlyOnce(id(event)).hasSize(3);
            assertThat(EventsRoute.marks(store.simulator())).isZero();
        }
    }

    @Test
    void whatOneLeavesOutIsDoneForThatOne() throws Exception {
        try (PostsRoute crm = start("crm", "webhook", work, "&types=account.*&unmatched=acknowledge");
                PostsRoute erp = start("erp", "webhook", otherWork, "")) {
            assertThat(crm.post(event).status()).isEqualTo(500);
            assertThat(erp.post(event).status()).isEqualTo(200);
            assertThat(crm.post(event).status()).isEqualTo(200);
            assertThat(work.entered()).isEmpty();
        }
    }

    @Test
    void onePollsAndTheOtherReceivesPosts() throws Exception {
        try (PostsRoute crm = start("crm", "webhook", work, "");
                PostsRoute erp = start("erp", "both", otherWork, "&catchUpAge=0")) {
            ObjectNode published = EventPayload.posted(
                    store.simulator().store().publish("order.completed", true, EventsRoute.data("o")));
            patiently().until(() -> otherWork.entered().size() == 1);
            assertThat(EventsRoute.marks(store.simulator())).isZero();
            assertThat(crm.post(published).status()).isIn(200, 500);
            patiently()
                    .until(() -> store.simulator().store().unprocessedEvents().isEmpty());

            assertThat(crm.post(published).status()).isEqualTo(200);
            assertThat(work.entered()).hasSize(1);
            assertThat(otherWork.entered()).hasSize(1);
        }
    }
}
