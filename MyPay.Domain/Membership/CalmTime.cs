namespace MyPay.Domain.Membership;

/// <summary>
/// Calm time (안심 시간): for a day after somebody may have taken an account over, little money may leave it. How little is
/// a policy of Money (<c>calm.day</c>, <c>calm.new_receiver</c>). Source: product.md, "Who is who".
/// </summary>
/// <param name="Until">UTC; from then on the usual limits hold.</param>
/// <param name="Reason">What began it.</param>
public sealed record CalmTime(DateTimeOffset Until, CalmReason Reason)
{
    /// <summary>How long it lasts.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromHours(24);

    /// <summary>UTC.</summary>
    public DateTimeOffset Since => Until - Length;
}

/// <summary>What begins a calm time.</summary>
public enum CalmReason
{
    /// <summary>A new payment PIN without the old one.</summary>
    NewPin,

    /// <summary>A new password by the link of a letter.</summary>
    NewPassword,

    /// <summary>A new phone number.</summary>
    NewPhone,

    /// <summary>A sign-in with a browser never used before, without a passkey.</summary>
    NewDevice,
}
