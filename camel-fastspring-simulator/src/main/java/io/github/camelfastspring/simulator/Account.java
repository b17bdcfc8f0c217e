package io.github.camelfastspring.simulator;

/**
 * A buyer's account.
 *
 * @param id account id, 22 characters
 * @param contact who the buyer is
 * @param address where the buyer is; its members may be {@code null}
 * @param language ISO 639-1, lower case
 * @param country ISO 3166-1 alpha-2, upper case
 * @param globalKey the lookup key that FastSpring makes
 * @param customKey the lookup key that the seller chose, or {@code null}
 */
public record Account(
        String id,
        Contact contact,
        Address address,
        String language,
        String country,
        String globalKey,
        String customKey) {

    /** Name and ways to reach the buyer; {@code company} and {@code phone} may be {@code null}. */
    public record Contact(String first, String last, String email, String company, String phone) {}

    /** A postal address; every member may be {@code null}. */
    public record Address(String line1, String line2, String city, String region, String postalCode) {
        /** An address of which nothing is known. */
        public static final Address UNKNOWN = new Address(null, null, null, null, null);
    }
}
