using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using MyPay.Domain.Ledger;
using Xunit;

namespace MyPay.Tests.House;

/// <summary>
/// One commit may hold rows of several modules, and no other sharing grows unseen: what a module calls of another
/// inside a write, and what it lets others call of it, is listed here, and the commits in docs/architecture.md ("What
/// one commit may hold"). A line that is new here is a decision.
/// </summary>
[Trait("Lane", "Fast")]
public sealed class SharedCommitTests
{
    /// <summary>Anybody may: their rows belong to every write.</summary>
    private static readonly string[] Open = ["Kernel", "Ledger", "Platform"];

    private static readonly string[] Modules = [.. WallsTests.Order.Except(Open)];

    private static readonly string[] Called =
    [
        "BackOffice > Banking.BankFees.Agree",
        "BackOffice > Banking.IBankDirectory.AddWindow",
        "BackOffice > Banking.IBankDirectory.ChangeWindow",
        "BackOffice > Banking.IBankDirectory.EndWindow",
        "BackOffice > Banking.IBankDirectory.Keep",
        "BackOffice > Banking.IBankLog.Decide",
        "BackOffice > Franchise.GradeRates.Agree",
        "BackOffice > Franchise.IFranchiseClosingWrites.Begin",
        "BackOffice > Membership.IFreezes.Set",
        "BackOffice > Membership.IFreezes.StandingOf",
        "BackOffice > Membership.IMemberDesk.Whole",
        "BackOffice > Membership.IStaffSignIns.Invite",
        "BackOffice > Membership.IStaffSignIns.ShutOut",
        "BackOffice > Membership.IStepUps.Require",
        "BackOffice > Membership.Notifying.NotifyRole",
        "BackOffice > Payment.IPaymentClosing.EndRecurring",
        "BackOffice > Payment.IRefunds.Refund",
        "BackOffice > Settlement.ILeavingWrites.Begin",
        "BackOffice > Settlement.ILeavingWrites.Collect",
        "BackOffice > Settlement.ILeavingWrites.Reopen",
        "BackOffice > Settlement.ILeavingWrites.WriteOff",
        "BackOffice > Settlement.IPayoutReturns.Return",
        "BackOffice > Settlement.IReconciliationSlips.WriteOff",
        "Franchise > Banking.IFirmBank.Prepare",
        "Franchise > Membership.ISignIns.Add",
        "Franchise > Membership.ISignIns.ChangeRole",
        "Franchise > Membership.ISignIns.End",
        "Franchise > Membership.IStepUps.Require",
        "Franchise > Membership.Notifying.NotifyPerson",
        "Membership > Banking.IFirmBank.Prepare",
        "Money > Banking.IFirmBank.Prepare",
        "Money > Membership.IFreezes.StandingOf",
        "Money > Membership.IMembers.IsActive",
        "Money > Membership.Notifying.Notify",
        "Payment > Franchise.IFranchises.MaySell",
        "Payment > Franchise.ShopNotifying.NotifyShop",
        "Payment > Membership.Notifying.Notify",
        "Payment > Money.IOutgoing.Against",
        "Payment > Money.IOutgoing.AgainstMember",
        "Payment > Money.IOutgoing.Begin",
        "Payment > Money.IWalletPostings.ReleasePending",
        "Payment > Money.IWalletPostings.SplitIncoming",
        "Remittance > Banking.IFirmBank.Prepare",
        "Remittance > Membership.HolderInquiries.Count",
        "Remittance > Membership.IMembers.IsActive",
        "Remittance > Membership.Notifying.Notify",
        "Remittance > Money.IOutgoing.Begin",
        "Remittance > Money.IWalletPostings.CountSend",
        "Remittance > Money.IWalletPostings.ReleasePending",
        "Remittance > Money.IWalletPostings.SplitIncoming",
        "Remittance > Money.IWalletPostings.UncountSend",
        "Remittance > Money.IncomingNotices.NotifyPended",
        "Settlement > Banking.IFirmBank.Prepare",
        "Settlement > Franchise.IFranchiseClosingWrites.Finish",
        "Settlement > Franchise.ShopNotifying.NotifyShop",
        "Settlement > Membership.IStepUps.Require",
    ];

    private static readonly string[] Answered =
    [
        "Banking > Franchise: AccountCheckSettlement as IBankCallHandler",
        "Banking > Membership: AccountCheckSettlement as IBankCallHandler",
        "Banking > Money: ChargeSettlement as IBankCallHandler",
        "Banking > Money: WithdrawalSettlement as IBankCallHandler",
        "Banking > Remittance: ToBankSettlement as IBankCallHandler",
        "Banking > Settlement: PayoutSettlement as IBankCallHandler",
        "Membership > Money: OpenMovesKeepOpen as IClosingCheck",
        "Membership > Payment: ConsentsEnd as IClosingStep",
        "Membership > Remittance: OpenTransfersKeepOpen as IClosingCheck",
        "Money > BackOffice: CalmGuard as IOutgoingGuard",
        "Money > BackOffice: FraudGuard as IOutgoingGuard",
    ];

    [Fact]
    public void What_a_module_calls_of_another_inside_a_write_is_listed() =>
        AssertListed(Called, Modules.SelectMany(module => CallsOf(module).Select(called => $"{module} > {called}")));

    /// <summary>The other way: a module writes by what a later one gave it, as an outcome is handled by who asked.</summary>
    [Fact]
    public void What_a_module_answers_to_another_inside_a_write_is_listed() =>
        AssertListed(
            Answered,
            from module in Modules
            from type in WallsTests.Load(module).GetTypes()
            from face in type.GetInterfaces()
            let owner = ModuleOf(face)
            where owner is not null && owner != module && face.GetMethods().Any(TakesAWrite)
            select $"{owner} > {module}: {type.Name} as {face.Name}"
        );

    private static void AssertListed(string[] listed, IEnumerable<string> found)
    {
        var all = found.Distinct().ToList();
        var unlisted = all.Except(listed).Order(StringComparer.Ordinal).ToList();
        var gone = listed.Except(all).ToList();
        Assert.True(
            unlisted.Count + gone.Count == 0,
            $"Not listed: {string.Join("\n", unlisted)}\nListed and gone: {string.Join("\n", gone)}"
        );
    }

    private static IEnumerable<string> CallsOf(string module)
    {
        using var file = new PEReader(File.OpenRead(WallsTests.Load(module).Location));
        var metadata = file.GetMetadataReader();
        foreach (var handle in metadata.MemberReferences)
        {
            var member = metadata.GetMemberReference(handle);
            if (member.Parent.Kind != HandleKind.TypeReference)
                continue;
            var type = metadata.GetTypeReference((TypeReferenceHandle)member.Parent);
            if (type.ResolutionScope.Kind != HandleKind.AssemblyReference)
                continue;
            var scope = metadata.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope);
            var owner = metadata.GetString(scope.Name).Replace("MyPay.", "", StringComparison.Ordinal);
            if (!Modules.Contains(owner))
                continue;
            var name = metadata.GetString(member.Name);
            var declared = WallsTests
                .Load(owner)
                .GetType($"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}", throwOnError: true)!;
            if (Methods(declared).Any(method => method.Name == name && TakesAWrite(method)))
                yield return $"{owner}.{declared.Name}.{name}";
        }
    }

    private static MethodInfo[] Methods(Type type) =>
        type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static);

    private static bool TakesAWrite(MethodInfo method) =>
        method.GetParameters().Any(parameter => parameter.ParameterType == typeof(JournalWrite));

    private static string? ModuleOf(Type type) =>
        type.Assembly.GetName().Name is { } name
        && name.StartsWith("MyPay.", StringComparison.Ordinal)
        && !Open.Contains(name["MyPay.".Length..])
            ? name["MyPay.".Length..]
            : null;
}
