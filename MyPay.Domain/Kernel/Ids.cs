namespace MyPay.Domain.Kernel;

/// <summary>A member (회원) of MyPay. Never the id of a franchise.</summary>
public readonly record struct MemberId(Guid Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString("N");
}

/// <summary>A bank account that a member has linked (계좌 연결).</summary>
public readonly record struct LinkedAccountId(Guid Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString("N");
}

/// <summary>One call to a bank; stored before it is sent.</summary>
public readonly record struct BankCallId(Guid Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString("N");
}

/// <summary>A franchise (가맹점). Never the id of a member.</summary>
public readonly record struct FranchiseId(Guid Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString("N");
}

/// <summary>A store of a franchise.</summary>
public readonly record struct StoreId(Guid Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString("N");
}

/// <summary>Makes ids: time-ordered (version 7), so that indexes grow at their end.</summary>
public static class NewId
{
    /// <summary>A fresh id whose time part comes from the given clock.</summary>
    public static Guid At(DateTimeOffset instant) => Chance.IdAt(instant);
}
