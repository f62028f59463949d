using MyPay.Domain.Payment;

namespace MyPay.Web.Portals.Checkout;

/// <summary>The checkout at a glance.</summary>
/// <param name="Paying">Null for somebody who is not signed in, or has no wallet.</param>
public sealed record PayDesk(CheckoutView Payment, Paying? Paying);
