package io.github.camelfastspring.events;

import java.util.function.BooleanSupplier;

/** Takes events to the route: each when its lane is free, on the workers' threads, as long as routing is allowed. */
final class EventDispatcher {

    private final EventDeliveries deliveries;
    private final EventWorkers workers;
    private final BooleanSupplier allowed;

    /** @param allowed false once the route is about to stop: what has not begun then goes back */
    EventDispatcher(EventDeliveries deliveries, EventWorkers workers, BooleanSupplier allowed) {
        this.deliveries = deliveries;
        this.workers = workers;
        this.allowed = allowed;
    }

    /**
     * Takes an event to the route, now or as soon as those before it in its lane have ended.
     *
     * @return false if it is left to a later poll or post: an earlier one of its object backs off, or there is no room
     */
    boolean dispatch(StoreEvent event, Runnable route) {
        return deliveries.take(new Task(event, route));
    }

    private final class Task implements EventTask, EventWorkers.Task {

        private final StoreEvent event;
        private final Runnable route;

        Task(StoreEvent event, Runnable route) {
            this.event = event;
            this.route = route;
        }

        @Override
        public StoreEvent event() {
            return event;
        }

        @Override
        public void start() {
            workers.submit(this);
        }

        @Override
        public void run() {
            // An earlier delivery of the event may have succeeded after all meanwhile.
            if (allowed.getAsBoolean() && deliveries.isTaken(event)) {
                route.run();
            } else {
                cancel();
            }
        }

        @Override
        public void cancel() {
            deliveries.giveBack(event);
        }
    }
}
