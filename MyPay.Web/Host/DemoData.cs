using MyPay.Domain.Banking;
using MyPay.Domain.Calendar;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;
using MyPay.Domain.Money;
using MyPay.Domain.Platform.Audit;
using MyPay.Domain.Remittance;

namespace MyPay.Web.Host;

/// <summary>
/// The people of contracts/operate.md. They get their money as anybody would: linked accounts, charges and transfers
/// over the bank wire. Every step has a fixed key, so a start that was interrupted goes on where it stopped.
/// </summary>
internal static class DemoData
{
    public const string Password = "MyPay!2026";
    public const string Pin = "258039";

    public static readonly IReadOnlyList<(string Email, string Who)> SignIns =
    [
        ("james@mypay.test", "member James, 35,000 won"),
        ("jiwoo@mypay.test", "member 지우, 1,500,000 won, pays James 200,000 won on the 1st"),
        ("owner@mypay.test", "franchise 모닝커피, owner"),
        ("cashier@mypay.test", "franchise 모닝커피, cashier"),
        ("admin@mypay.test", "back office, Operator"),
        ("approver@mypay.test", "back office, Approver"),
        ("auditor@mypay.test", "back office, Auditor"),
    ];

    // Where a developer's own shop usually runs.
    private static readonly string[] ShopDomains =
    [
        "http://localhost:3000",
        "http://localhost:5080",
        "http://localhost:8000",
        "http://localhost:8080",
    ];

    private const string Kookmin = "004";
    private const string Shinhan = "088";

    private const string CoffeeNumber = "123-45-67891";

    /// <summary>
    /// Makes what is missing; answers the demo franchise, with the keys that were made just now: nobody can read them
    /// later. Null when it is not complete.
    /// </summary>
    public static async Task<DemoShop?> EnsureAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        try
        {
            return await new Steps(scope.ServiceProvider).RunAsync();
        }
        catch (DemoStepException failure)
        {
            scope
                .ServiceProvider.GetRequiredService<ILoggerFactory>()
                .CreateLogger(typeof(DemoData))
                .LogWarning(
                    "The demo data is not complete: {Step}. MyPay runs without it; the next start goes on from here.",
                    failure.Message
                );
            return null;
        }
    }

    /// <summary>The demo people read their own bank statement: the simulator's journal.</summary>
    public static async Task<string> CodeAsync(IServiceProvider services, string bank, string number)
    {
        using var http = new HttpClient
        {
            BaseAddress = services
                .GetRequiredService<Microsoft.Extensions.Options.IOptions<BankingOptions>>()
                .Value.BaseUrl,
        };
        try
        {
            var journal = await http.GetFromJsonAsync<List<SimulatorMovement>>("/sim/journal");
            return journal!.Last(m => m.Bank == bank && m.Number == number && m.Amount == 1).PrintContent;
        }
        catch (Exception failure)
            when (failure is HttpRequestException or InvalidOperationException or System.Text.Json.JsonException)
        {
            throw new DemoStepException($"the bank at {http.BaseAddress} is no simulator ({failure.Message})");
        }
    }

    private sealed class Steps(IServiceProvider services)
    {
        private readonly IMembers members = services.GetRequiredService<IMembers>();
        private readonly ILinkedAccounts accounts = services.GetRequiredService<ILinkedAccounts>();
        private readonly IWallets wallets = services.GetRequiredService<IWallets>();
        private readonly IRemittances remittances = services.GetRequiredService<IRemittances>();

        /// <summary>
        /// Everything once: what people do with it afterwards is theirs. Null when the shop is gone since.
        /// </summary>
        public async Task<DemoShop?> RunAsync()
        {
            var journal = services.GetRequiredService<Journal>();
            var done = new Once("demo", "made", "");
            if (await journal.EarlierAsync<string>(done) is not null)
                return await FindCoffeeAsync(services.GetRequiredService<IFranchises>()) is { } known
                    ? new(known, [])
                    : null;

            await BackOfficeAsync();
            var shop = await CoffeeAsync();
            await PeopleAsync();
            await journal.WriteAsync<string>(done, _ => "made");
            return shop;
        }

        private async Task PeopleAsync()
        {
            var james = await MemberAsync("james@mypay.test", "James", "010-1234-0001", new(1990, 5, 14), "ko");
            var jiwoo = await MemberAsync("jiwoo@mypay.test", "지우", "010-1234-0002", new(1992, 9, 23), "ko");
            var jamesAccount = await AccountAsync(james, Kookmin, "12345678901", "James");
            var jiwooAccount = await AccountAsync(jiwoo, Shinhan, "110123456789", "지우");

            // James: 40,000 charged, 5,000 for lunch to his wife: 35,000. She charges 1,500,000 and sends 5,000 on to
            // his account: 1,500,000.
            Require(
                "charge James",
                await wallets.ChargeAsync(new(james.Id, jamesAccount, Won.Of(40_000), "demo-james-charge"))
            );
            Require(
                "charge Jiwoo",
                await wallets.ChargeAsync(new(jiwoo.Id, jiwooAccount, Won.Of(1_500_000), "demo-jiwoo-charge"))
            );
            var lunch = Require(
                "lunch",
                await remittances.SendToMemberAsync(
                    new(james.Id, jiwoo.Id, Won.Of(5_000), "점심값 🍱", WaitForAcceptance: true, "demo-lunch")
                )
            );
            if (lunch.State == RemittanceState.Waiting)
                Require("accept lunch", await remittances.AcceptAsync(jiwoo.Id, lunch.Id));
            await AllowanceAsync(jiwoo, james);
            Require(
                "send to account",
                await remittances.SendToBankAsync(
                    new(jiwoo.Id, Kookmin, "12345678901", "James", Won.Of(5_000), "잔돈", "demo-change")
                )
            );
        }

        // From tomorrow: a demo that starts on a first of the month still shows the money that the contract names.
        private async Task AllowanceAsync(MemberView jiwoo, MemberView james)
        {
            var allowances = services.GetRequiredService<IAllowances>();
            if ((await allowances.ListAsync(jiwoo.Id)).Count > 0)
                return;
            var tomorrow = SeoulTime.Today(services.GetRequiredService<TimeProvider>()).AddDays(1);
            Require(
                "allowance",
                await allowances.SetUpAsync(
                    new(
                        jiwoo.Id,
                        james.Id,
                        Won.Of(200_000),
                        "용돈",
                        Rhythm.Monthly,
                        1,
                        HolidayRule.AsItIs,
                        tomorrow,
                        null,
                        "demo-allowance"
                    )
                )
            );
        }

        /// <summary>
        /// The café joins as any shop would, and the back office says yes; wherever an earlier start stopped, it goes
        /// on.
        /// </summary>
        private async Task<DemoShop> CoffeeAsync()
        {
            var (franchises, onboarding) = (
                services.GetRequiredService<IFranchises>(),
                services.GetRequiredService<IFranchiseOnboarding>()
            );
            var shop =
                await FindCoffeeAsync(franchises)
                ?? Require(
                    "franchise",
                    await franchises.ApplyAsync(
                        new(
                            CoffeeNumber,
                            "모닝커피",
                            "박아침",
                            "cafe",
                            Won.Of(180_000_000),
                            Shinhan,
                            "100200300400",
                            "모닝커피",
                            "owner@mypay.test",
                            Password,
                            "모닝커피 사장",
                            "02-555-0101"
                        )
                    )
                );
            if (shop.State == FranchiseState.Applied)
            {
                Require("franchise's 1-won check", await onboarding.StartAccountCheckAsync(shop.Id));
                shop = Require(
                    "franchise's 1-won code",
                    await onboarding.EnterAccountCodeAsync(shop.Id, await CodeAsync(Shinhan, "100200300400"))
                );
            }

            if (shop.State == FranchiseState.InReview)
                shop = Require(
                    "approve franchise",
                    await onboarding.ApproveAsync(
                        shop.Id,
                        FeeGrade.Micro,
                        rateBasisPoints: null,
                        cycleDays: 1,
                        "admin@mypay.test"
                    )
                );
            var desk = services.GetRequiredService<IFranchiseDesk>();
            foreach (var domain in ShopDomains.Except(shop.RedirectDomains))
                shop = Require("redirect domain", await desk.AddDomainAsync(shop.Id, domain));
            if (await services.GetRequiredService<ISignIns>().FindIdAsync("cashier@mypay.test") is null)
                Require(
                    "cashier",
                    await desk.AddStaffAsync(
                        shop.Id,
                        "cashier@mypay.test",
                        Password,
                        "모닝커피 직원",
                        StaffRole.Cashier
                    )
                );
            return new(shop, await KeysAsync(shop.Id));
        }

        private async Task<FranchiseView?> FindCoffeeAsync(IFranchises franchises) =>
            await services.GetRequiredService<ISignIns>().FindIdAsync("owner@mypay.test") is { } owner
            && await franchises.FindStaffAsync(owner) is { } staff
                ? await franchises.FindAsync(staff.Franchise)
                : null;

        private async Task<IReadOnlyList<IssuedApiKey>> KeysAsync(FranchiseId shop)
        {
            var keys = services.GetRequiredService<IApiKeys>();
            var known = await keys.ListAsync(shop);
            var fresh = new List<IssuedApiKey>();
            foreach (var live in new[] { true, false })
                if (known.All(key => key.Live != live))
                    fresh.Add(
                        Require("API key", await keys.IssueAsync(shop, "demo", live, ApiScopes.All, Actor.System))
                    );
            return fresh;
        }

        private async Task BackOfficeAsync()
        {
            var signIns = services.GetRequiredService<ISignIns>();
            Require(
                "admin",
                await signIns.CreateAsync("admin@mypay.test", Password, "운영 담당", [SignInRoles.Operator])
            );
            Require(
                "approver",
                await signIns.CreateAsync("approver@mypay.test", Password, "승인 담당", [SignInRoles.Approver])
            );
            Require(
                "auditor",
                await signIns.CreateAsync("auditor@mypay.test", Password, "감사 담당", [SignInRoles.Auditor])
            );
        }

        private async Task<MemberView> MemberAsync(
            string email,
            string name,
            string phone,
            DateOnly birth,
            string language
        )
        {
            if (
                await services.GetRequiredService<ISignIns>().FindIdAsync(email) is { } signIn
                && await members.FindBySignInAsync(signIn) is { } known
            )
                return known;

            var consents = Terms.Current.Where(t => t.Required).Select(t => t.Code).ToArray();
            var member = Require(
                email,
                await members.SignUpAsync(new(email, Password, name, phone, birth, consents, language))
            );
            Require("PIN", await services.GetRequiredService<IPins>().SetAsync(member.Id, Pin, null));
            return member;
        }

        private async Task<LinkedAccountId> AccountAsync(MemberView member, string bank, string number, string holder)
        {
            if (await accounts.ListAsync(member.Id) is [var linked, ..])
                return linked.Id;
            var check = Require("1-won check", await accounts.StartAsync(member.Id, bank, number, holder));
            Require("1-won code", await accounts.EnterCodeAsync(member.Id, check.Id, await CodeAsync(bank, number)));
            return Require("link", await accounts.ConsentAsync(member.Id, check.Id, consented: true)).Id;
        }

        private Task<string> CodeAsync(string bank, string number) => DemoData.CodeAsync(services, bank, number);

        private static T Require<T>(string step, Result<T> result)
            where T : notnull =>
            result.TryGet(out var value, out var refusal)
                ? value
                : throw new DemoStepException($"{step}: {refusal.Code}");
    }

    private sealed record SimulatorMovement(string Bank, string Number, long Amount, string PrintContent);
}

/// <summary>The demo franchise.</summary>
/// <param name="FreshKeys">Made by this start, to be shown once.</param>
internal sealed record DemoShop(FranchiseView Shop, IReadOnlyList<IssuedApiKey> FreshKeys);
