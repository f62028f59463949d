using static MyPay.Tests.Web.Access.Who;

namespace MyPay.Tests.Web.Access;

/// <summary>An address of the product and those to whom it is open.</summary>
/// <param name="Address">
/// The route's template; "/**" at its end stands for all below it. A call has its method in front: whatever takes a
/// method other than GET and is no page needs a line of its own.
/// </param>
internal sealed record Place(string Address, Who[] Open)
{
    /// <summary>Of those to whom it is open, whose the thing in the address is; null: it is no one's own.</summary>
    public Who[]? Whose { get; init; }

    /// <summary>A name in place of the thing's that nothing bears.</summary>
    public string? NoSuch { get; init; }

    /// <summary>
    /// What those who are let in are answered, where it is not 200: a call is asked without its form and its token, a
    /// machine's address without what the machine would say.
    /// </summary>
    public int[] Says { get; init; } = [200];

    /// <summary>A call that hears JSON; the others hear a form.</summary>
    public bool TakesJson { get; init; }

    /// <summary>Who is signed in already is led home.</summary>
    public bool IsForTheSignedOut { get; init; }

    /// <summary>Files and machinery: the same for everybody, so that asking as nobody is asking for all.</summary>
    public bool IsMachinery { get; init; }

    /// <summary>Its address is a secret that is given away on purpose: who has it sees what it names.</summary>
    public bool IsForWhoHasTheLink { get; init; }

    public Outcome Of(Who who) =>
        !Open.Contains(who)
            ? who == Nobody
                ? Outcome.SignIn
                : Outcome.Forbidden
            : Whose?.Contains(who) == false
                ? Outcome.Missing
                : Outcome.Sees;

    /// <summary>How long a piece of the address this place speaks of; -1: not of this one.</summary>
    public int Fit(string address) =>
        Address == address ? int.MaxValue
        : !Address.EndsWith("/**", StringComparison.Ordinal) ? -1
        : (address + "/").StartsWith(Address[..^2], StringComparison.Ordinal) ? Address.Length
        : -1;
}
