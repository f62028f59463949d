using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using MyPay.Domain.Banking;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Secrets;
using MyPay.Domain.Membership;
using MyPay.Domain.Membership.Pin;
using MyPay.Domain.Payment;
using MyPay.Domain.Platform.Audit;
using MyPay.Domain.Platform.Policies;
using MyPay.Tests.Given;

namespace MyPay.Tests.Simulation;

/// <summary>A member as the product knows them.</summary>
internal sealed record Resident(string Name, MemberId Id, LinkedAccountId? Account, string Number);

/// <summary>A shop as the product knows it.</summary>
/// <param name="Sids">A recurring key of each member.</param>
internal sealed record Store(
    string Name,
    FranchiseId Id,
    string Cid,
    string RecurringCid,
    string Number,
    IReadOnlyList<string> Sids
);

/// <summary>
/// Four members, three shops, an operator and an approver, made once through the product itself; every world begins
/// with a copy of them.
/// </summary>
internal sealed record Town(
    string Directory,
    TheBank Bank,
    IReadOnlyList<Resident> People,
    IReadOnlyList<Store> Shops,
    Actor Operator,
    Actor Approver
)
{
    public const string Pin = "258039";
    public const string OutsideAccount = "55500012355";

    private static readonly Lazy<Task<Town>> Made = new(MakeAsync);

    public static Task<Town> AskAsync() => Made.Value;

    private static async Task<Town> MakeAsync()
    {
        // The names that chance gives are the same in every run.
        Chance.Foretell(new Random(1));
        var directory = Files.NewDirectory();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Files.Remove(directory);
        var bank = new TheBank(new FakeTimeProvider(new DateTimeOffset(2026, 11, 18, 3, 0, 0, TimeSpan.Zero)));
        await using var machine = await AMachine.FoundAsync(directory, bank);
        await machine.AskAsync(
            async (IBankingSetup setup) =>
            {
                await setup.SeedDirectoryAsync();
                return await setup.OpenCorporateAccountAsync();
            }
        );

        var people = new List<Resident>();
        foreach (var person in Terms.People)
            people.Add(await MoveInAsync(machine, bank, person, people.Count));
        var staff = (
            Operator: await HireAsync(machine, "operator", SignInRoles.Operator),
            Approver: await HireAsync(machine, "approver", SignInRoles.Approver)
        );
        var shops = new List<Store>();
        foreach (var shop in Terms.Shops)
            shops.Add(await OpenAsync(machine, bank, shop, shops.Count, people));
        await MakeRulesAsync(machine);
        bank.SetAccount(OutsideAccount, "김밖에", 0);
        bank.SetAccount(TheBank.ClosedAccount, "박닫힘", 0);
        Chance.Foretell(null);
        return new(directory, bank, people, shops, staff.Operator, staff.Approver);
    }

    private static async Task<Resident> MoveInAsync(AMachine machine, TheBank bank, PersonTerms person, int n)
    {
        var consents = MyPay.Domain.Membership.Terms.Current.Where(t => t.Required).Select(t => t.Code).ToArray();
        var form = new SignUpForm(
            $"{person.Name}@town.test",
            "MyPay!2026",
            person.Name,
            $"0107100{n:0000}",
            new DateOnly(1990, 1, 15),
            consents,
            "ko"
        );
        var member = (await machine.AskAsync((IMembers m) => m.SignUpAsync(form))).Granted();
        (await machine.AskAsync((IPins p) => p.SetAsync(member.Id, Pin, null))).Granted();
        await machine.AskAsync((DataKeysAndJournal at) => MakePinCheapAsync(at, member.Id));
        var number = $"3000000{n:00}55";
        bank.SetAccount(number, person.Name, 100_000_000);
        if (!person.HasAccount)
            return new(person.Name, member.Id, null, number);

        var check = (
            await machine.AskAsync((ILinkedAccounts a) => a.StartAsync(member.Id, "004", number, person.Name))
        ).Granted();
        (
            await machine.AskAsync((ILinkedAccounts a) => a.EnterCodeAsync(member.Id, check.Id, bank.Effects[^1].Print))
        ).Granted();
        var account = (
            await machine.AskAsync((ILinkedAccounts a) => a.ConsentAsync(member.Id, check.Id, true))
        ).Granted();
        return new(person.Name, member.Id, account.Id, number);
    }

    /// <summary>The same PIN, hashed once: a world types it a hundred times.</summary>
    private static async Task<Done> MakePinCheapAsync(DataKeysAndJournal at, MemberId member) =>
        (
            await at.Journal.WriteAsync<Done>(write =>
            {
                var row = write.Db.Set<PinRow>().Find(member)!;
                (row.Iterations, row.Hash) = (1, PinHash.Of(Pin, row.Salt, 1, at.Keys));
                return default(Done);
            })
        ).Granted();

    private static async Task<Actor> HireAsync(AMachine machine, string name, string role) =>
        new(
            (
                await machine.AskAsync((ISignIns s) => s.CreateAsync($"{name}@town.test", "MyPay!2026", name, [role]))
            ).Granted(),
            name
        );

    private static async Task<Store> OpenAsync(
        AMachine machine,
        TheBank bank,
        ShopTerms shop,
        int n,
        List<Resident> people
    )
    {
        var number = $"1101236{n:00}55";
        bank.SetAccount(number, "김 사장", 0);
        var form = AFranchise.Form(AFranchise.NumberOf(n + 1), $"owner{n}@town.test") with
        {
            TradeName = shop.Name,
            AccountNumber = number,
        };
        var applied = (await machine.AskAsync((IFranchises f) => f.ApplyAsync(form))).Granted();
        (await machine.AskAsync((IFranchiseOnboarding o) => o.StartAccountCheckAsync(applied.Id))).Granted();
        (
            await machine.AskAsync(
                (IFranchiseOnboarding o) => o.EnterAccountCodeAsync(applied.Id, bank.Effects[^1].Print[^4..])
            )
        ).Granted();
        var view = (
            await machine.AskAsync(
                (IFranchiseOnboarding o) => o.ApproveAsync(applied.Id, FeeGrade.Small1, shop.Rate, 1, "admin")
            )
        ).Granted();
        var terms = new NewTerms(
            new DateOnly(2026, 11, 19),
            FeeGrade.Small1,
            shop.Rate,
            shop.CycleDays,
            shop.IsWeekly ? SettlementRhythm.Weekly : SettlementRhythm.Daily,
            Won.Of(shop.MinimumPayout),
            Won.Of(shop.Reserve)
        );
        (await machine.AskAsync((IFranchiseOnboarding o) => o.ChangeTermsAsync(view.Id, terms, "admin"))).Granted();
        var sids = (
            await machine.AskAsync(
                (IBulkKeys k) => k.AddAsync(view.Id, view.RecurringCid, [.. people.Select(p => (p.Id, p.Name))])
            )
        ).Granted();
        return new(shop.Name, view.Id, view.Cid, view.RecurringCid, number, sids);
    }

    private static async Task MakeRulesAsync(AMachine machine) =>
        (
            await machine.AskAsync(
                (DataKeysAndJournal at) =>
                    at.Journal.WriteAsync<Done>(write =>
                    {
                        foreach (var rule in Terms.Rules)
                        foreach (var (name, won) in rule.Values)
                            write.Db.Add(
                                new PolicyRow
                                {
                                    Name = name,
                                    Value = won,
                                    From = rule.From,
                                    MadeAt = write.Now,
                                    Maker = "operator",
                                    Checker = "approver",
                                }
                            );
                        return default(Done);
                    })
            )
        ).Granted();
}

/// <summary>What the town's making needs beneath the faces.</summary>
internal sealed class DataKeysAndJournal(DataKeys keys, Journal journal)
{
    public DataKeys Keys => keys;

    public Journal Journal => journal;
}
