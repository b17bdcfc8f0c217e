package io.github.camelfastspring.events;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.console.DevConsole;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.spi.IdempotentRepository;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.github.camelfastspring.FastSpringConstants;
import io.github.camelfastspring.simulator.FastSpringSimulator;
import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;
import io.github.camelfastspring.simulator.Fault;
import io.github.camelfastspring.simulator.RecordedRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Several machines, of which one at a time consumes the events, by Camel's master component. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ClusterTest {

    /** An event whose route ended well on a node. */
    private record Finished(String node, String event) {}

    @RegisterExtension
    final FastSpringSimulatorExtension store = new FastSpringSimulatorExtension();

    @TempDir
    Path folder;

    private final List<ClusterNode> nodes = new ArrayList<>();
    private final List<Finished> finished = new CopyOnWriteArrayList<>();
    private final LastingRepository handled = new LastingRepository();
    private final List<String> routedAgain = new CopyOnWriteArrayList<>();
    private Process process;

    @AfterEach
    void end() {
        if (process != null) {
            process.destroyForcibly();
        }
        // The leader last, so that none begins to lead while it is stopped.
        nodes.sort(Comparator.comparing(ClusterNode::isLeader));
        nodes.forEach(ClusterNode::close);
    }

    private ClusterNode startNode(String name, IdempotentRepository handled, Processor work) throws Exception {
        FastSpringSimulator simulator = store.simulator();
        ClusterNode node =
                new ClusterNode(name, simulator.baseUrl(), simulator.username(), simulator.password(), folder, handled);
        nodes.add(node);
        return node.start(work);
    }

    private void startThreeNodes() throws Exception {
        for (String name : List.of("node-1", "node-2", "node-3")) {
            startNode(name, handled, exchange -> work(name, exchange));
        }
    }

    private void work(String node, Exchange exchange) throws Exception {
        String id = exchange.getMessage().getHeader(FastSpringConstants.EVENT_ID, String.class);
        if (handled.contains(id)) {
            routedAgain.add(id);
        }
        byte[] result = id.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 500; i++) {
            result = MessageDigest.getInstance("SHA-256").digest(result);
        }
        finished.add(new Finished(node, id));
    }

    private List<String> finishedEvents() {
        return finished.stream().map(Finished::event).toList();
    }

    /** Which nodes finished an event, the first one first. */
    private List<String> workers() {
        return finished.stream().map(Finished::node).distinct().toList();
    }

    /** Who asked for events: the users of the list, one after the other; a node that comes back is named again. */
    private List<String> pollers() {
        List<String> pollers = new ArrayList<>();
        for (RecordedRequest list : EventsRoute.requests(store.simulator(), "GET")) {
            String node = list.header("User-Agent");
            if (pollers.isEmpty() || !pollers.get(pollers.size() - 1).equals(node)) {
                pollers.add(node);
            }
        }
        return pollers;
    }

    /** Which nodes had this answer to an acknowledgement. */
    private Set<String> markers(int status) {
        return EventsRoute.requests(store.simulator(), "POST").stream()
                .filter(mark -> mark.status() == status)
                .map(mark -> mark.header("User-Agent"))
                .collect(Collectors.toSet());
    }

    private List<String> publish(int count) {
        return EventsRoute.publish(store.simulator(), count);
    }

    private boolean isAllProcessed() {
        return store.simulator().store().unprocessedEvents().isEmpty();
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(2));
    }

    private void awaitPolls(int more) {
        int before = EventsRoute.requests(store.simulator(), "GET").size();
        patiently().until(() -> EventsRoute.requests(store.simulator(), "GET").size() >= before + more);
    }

    /** Waits until as many nodes have worked, and the last of them has finished as many events. */
    private ClusterNode awaitWorker(int number, int events) {
        patiently()
                .until(() -> workers().size() == number && finishedBy(workers().get(number - 1)) >= events);
        String worker = workers().get(number - 1);
        return nodes.stream()
                .filter(node -> node.name().equals(worker))
                .findFirst()
                .orElseThrow();
    }

    private long finishedBy(String node) {
        return finished.stream().filter(one -> one.node().equals(node)).count();
    }

    @Test
    void onlyTheLeaderPollsAndRoutes() throws Exception {
        List<String> ids = new ArrayList<>(publish(60));
        startThreeNodes();
        patiently().until(this::isAllProcessed);
        ids.addAll(publish(60));
        patiently().until(this::isAllProcessed);
        awaitPolls(20);

        assertThat(finishedEvents()).isEqualTo(ids);
        assertThat(workers()).hasSize(1);
        assertThat(pollers()).isEqualTo(workers());
    }

    @Test
    void whenTheLeaderStopsAnotherGoesOnWhereItWas() throws Exception {
        List<String> ids = new ArrayList<>(publish(200));
        startThreeNodes();
        ClusterNode first = awaitWorker(1, 60);
        ids.addAll(publish(100));
        first.close();
        ClusterNode second = awaitWorker(2, 60);
        ids.addAll(publish(100));
        second.close();
        ClusterNode third = awaitWorker(3, 1);
        patiently().until(this::isAllProcessed);

        assertThat(finishedEvents()).as("none is lost").containsAll(ids);
        assertThat(routedAgain).as("routed after their route had ended well").isEmpty();
        assertThat(pollers()).as("one at a time").containsExactly(first.name(), second.name(), third.name());
    }

    @Test
    void whatTheLeaderCouldNotAcknowledgeTheNextOneAcknowledgesWithoutRouting() throws Exception {
        List<String> ids = publish(20);
        store.simulator().faults().next(100_000, "POST", "/events/", Fault.status(503));
        startThreeNodes();
        ClusterNode first = awaitWorker(1, 20);
        patiently().until(() -> EventsRoute.marks(store.simulator()) > 20);
        first.close();
        // By then nothing of the first one's is under way any more.
        patiently().until(() -> markers(503).size() == 2);
        store.simulator().faults().clear();
        patiently().until(this::isAllProcessed);

        assertThat(finished).extracting(Finished::event).isEqualTo(ids);
        assertThat(workers()).containsExactly(first.name());
        assertThat(pollers()).hasSize(2).startsWith(first.name());
        assertThat(markers(200)).containsExactly(pollers().get(1));
    }

    @Test
    void whenTheLeaderIsKilledAnotherGoesOnWhereItWas() throws Exception {
        List<String> ids = new ArrayList<>(publish(300));
        startProcess("killed");
        patiently()
                .failFast("the process has ended", () -> !process.isAlive())
                .until(() -> finishedByProcess().size() >= 60);
        startNode("survivor", ClusterNode.keysIn(folder), exchange -> work("survivor", exchange));
        ids.addAll(publish(100));
        kill();
        Set<String> recorded = keysInFolder();
        List<String> before = finishedByProcess();
        patiently().until(this::isAllProcessed);

        assertThat(before).doesNotHaveDuplicates();
        assertThat(finishedEvents()).doesNotHaveDuplicates().doesNotContainAnyElementsOf(recorded);
        Set<String> both = new HashSet<>(before);
        both.retainAll(finishedEvents());
        assertThat(both).as("at most the one whose record was to come").hasSizeLessThanOrEqualTo(1);
        assertThat(before.size() + finished.size() - both.size())
                .as("none is lost")
                .isEqualTo(ids.size());
        assertThat(pollers()).containsExactly("killed", "survivor");
    }

    /** Camel stops the steps of the route before the consumer, so that what is in the route may fail; the next one takes it. */
    @Test
    void whatIsInTheRouteWhenTheLeaderStopsIsNotLost() throws Exception {
        List<String> ids = publish(1);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch stopping = new CountDownLatch(1);
        ClusterNode first = startNode("first", ClusterNode.keysIn(folder), exchange -> {
            begun.countDown();
            while (stopping.getCount() > 0 && !Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
            }
            work("first", exchange);
        });
        assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Void> stop = CompletableFuture.runAsync(first::close);
        patiently().until(() -> !first.isLeader());
        stopping.countDown();
        stop.get(60, TimeUnit.SECONDS);
        startNode("second", ClusterNode.keysIn(folder), exchange -> work("second", exchange));
        patiently().until(this::isAllProcessed);

        assertThat(keysInFolder()).containsAll(ids);
        assertThat(finishedEvents()).hasSameElementsAs(ids);
    }

    /** Camel itself does not see the consumer there. */
    @Test
    void healthAndConsoleSeeTheConsumerUnderMaster() throws Exception {
        ClusterNode node = startNode("node", handled, exchange -> work("node", exchange));
        awaitPolls(2);
        HealthCheck check = HealthCheckRegistry.get(node.context())
                .getCheck(EventsHealthCheck.ID)
                .orElseThrow();
        patiently().until(() -> check.call().getState() == HealthCheck.State.UP);
        assertThat(check.call().getDetails()).containsKey("events.lastSuccessfulPoll");

        store.simulator().faults().next(100_000, "GET", "/events/", Fault.status(401));
        patiently().until(() -> check.call().getState() == HealthCheck.State.DOWN);
        store.simulator().faults().clear();
        patiently().until(() -> check.call().getState() == HealthCheck.State.UP);

        FastSpringDevConsole console = new FastSpringDevConsole();
        console.setCamelContext(node.context());
        assertThat(console.call(DevConsole.MediaType.TEXT).toString()).contains("name: events", "parked: 0");
    }

    private void startProcess(String name) throws IOException {
        FastSpringSimulator simulator = store.simulator();
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ClusterNode.class.getName(),
                        name,
                        simulator.baseUrl(),
                        simulator.username(),
                        simulator.password(),
                        folder.toString(),
                        folder.resolve("finished.txt").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.txt").toFile())
                .start();
    }

    private void kill() throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as("ended by the signal").isNotZero();
    }

    private List<String> finishedByProcess() throws IOException {
        Path file = folder.resolve("finished.txt");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    /** The keys that the nodes have in common. */
    private Set<String> keysInFolder() throws IOException {
        return Set.copyOf(Files.readAllLines(folder.resolve("handled.txt")));
    }
}
