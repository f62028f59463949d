namespace MyPay.Domain.Payment;

/// <summary>What Payment asks of the host's clockwork.</summary>
public interface IPaymentUpkeep
{
    /// <summary>
    /// Ends payments that nobody approved within their 15 minutes; readers see them ended already. Returns how many.
    /// Safe to run twice.
    /// </summary>
    Task<int> ExpireAsync(CancellationToken ct = default);
}
