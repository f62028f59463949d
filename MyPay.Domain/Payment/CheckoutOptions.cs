namespace MyPay.Domain.Payment;

/// <summary>Dials of the checkout. The host binds <c>MyPay:Checkout</c>.</summary>
public sealed class CheckoutOptions
{
    /// <summary>
    /// Any port of localhost and 127.0.0.1 is a registered return address for live keys too: for trying things on one's
    /// own machine.
    /// </summary>
    public bool AllowLoopback { get; set; }
}
