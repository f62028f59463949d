using MyPay.Domain.BackOffice;
using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Platform.Audit;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.BackOffice;

/// <summary>
/// The directory of banks is rows: two people add, rename and take out a bank, and a later release brings its own
/// along.
/// </summary>
public sealed class BankDirectoryTests : IAsyncLifetime
{
    private static readonly BankTerms Forest = new("064", "산림조합", "Forest co-op", true, true, true, true, true);
    private AProduct product = null!;
    private Actor maker = null!,
        checker = null!;

    public async Task InitializeAsync()
    {
        product = await AProduct.StartAsync();
        (maker, checker) = (await product.OperatorAsync(), await product.ApproverAsync());
    }

    public async Task DisposeAsync() => await product.DisposeAsync();

    [Fact]
    public async Task A_bank_that_two_people_add_is_used_renamed_and_taken_out()
    {
        await AgreeAsync(new BankChange(Forest, IsNew: true).Ask("새 계약"));
        var member = await product.MemberAsync();
        var account = await product.LinkAsync(member, "064");
        (
            await product.Wallets(w => w.ChargeAsync(new(member.Id, account.Id, Won.Of(20_000), Once.NewKey())))
        ).Granted();
        Assert.Equal("산림조합", account.BankNameKo);

        await AgreeAsync(
            new BankChange(Forest with { NameKo = "SJ산림조합", NameEn = "SJ Forest" }, IsNew: false).Ask(
                "이름을 바꿨어요"
            )
        );
        Assert.Equal(
            ("SJ산림조합", "SJ Forest"),
            (await ListedAsync(BankService.Charge)) is { } bank ? (bank.NameKo, bank.NameEn) : default
        );
        Assert.Equal(
            "SJ산림조합",
            (await product.AskAsync((ILinkedAccounts a) => a.ListAsync(member.Id)))[0].BankNameKo
        );
        Assert.Equal("SJ Forest 12345", BankNames.InEnglish("산림조합 12345")); // what was booked under the old name
        Assert.Equal("SJ Forest 12345", BankNames.InEnglish("SJ산림조합 12345"));

        await AgreeAsync(
            new BankChange(
                Forest with
                {
                    NameKo = "SJ산림조합",
                    NameEn = "SJ Forest",
                    Payout = false,
                    Link = false,
                },
                IsNew: false
            ).Ask("계약 변경")
        );
        Assert.Null(await ListedAsync(BankService.Link));
        Assert.NotNull(await ListedAsync(BankService.Charge));

        await AgreeAsync(
            new BankChange(
                Forest with
                {
                    NameKo = "SJ산림조합",
                    NameEn = "SJ Forest",
                    Payout = false,
                    Link = false,
                    IsListed = false,
                },
                IsNew: false
            ).Ask("계약 끝")
        );
        Assert.Null(await ListedAsync(BankService.Charge));
        Assert.Equal(
            "banking.bank.closed_for_service",
            (await product.Wallets(w => w.ChargeAsync(new(member.Id, account.Id, Won.Of(20_000), Once.NewKey()))))
                .Refused()
                .Code
        );
        Assert.Equal(20_000, await product.BalanceAsync(member.Id));

        var acts = (await product.AskAsync((IAuditLog log) => log.ListAsync(new(Subject: "bank:064"), null, 20)))
            .Select(e => e.Action)
            .ToList();
        Assert.Equal((1, 3), (acts.Count(a => a == "bank.added"), acts.Count(a => a == "bank.changed")));
        await product.VerifyAsync();
    }

    [Fact]
    public async Task What_is_no_bank_or_changes_nothing_is_refused()
    {
        var kookmin = (await product.AskAsync((IBankDirectory d) => d.ListAsync()))
            .Single(entry => entry.Bank.Code == "004")
            .Terms;
        Assert.Equal("backoffice.bank.code_invalid", await RefusedAsync(new(Forest with { Code = "64" }, true)));
        Assert.Equal("backoffice.bank.code_taken", await RefusedAsync(new(Forest with { Code = "004" }, true)));
        Assert.Equal("banking.bank.unknown", await RefusedAsync(new(Forest, false)));
        Assert.Equal("backoffice.bank.name_invalid", await RefusedAsync(new(Forest with { NameKo = " " }, true)));
        Assert.Equal(
            "backoffice.bank.name_invalid",
            await RefusedAsync(new(Forest with { NameEn = new('a', 21) }, true))
        );
        Assert.Equal(
            "backoffice.bank.name_invalid",
            await RefusedAsync(new(Forest with { NameKo = "산림\u200B조합" }, true))
        );
        Assert.Equal(
            "backoffice.bank.name_taken",
            await RefusedAsync(new(Forest with { NameKo = kookmin.NameKo }, true))
        );
        Assert.Equal("backoffice.bank.unchanged", await RefusedAsync(new(kookmin, false)));
    }

    [Fact]
    public async Task A_later_release_adds_the_banks_that_a_store_has_not_and_leaves_the_others_as_people_made_them()
    {
        var jeju = (await product.AskAsync((IBankDirectory d) => d.ListAsync()))
            .Single(entry => entry.Bank.Code == "035")
            .Terms;
        await AgreeAsync(new BankChange(jeju with { NameEn = "Jeju Island Bank" }, IsNew: false).Ask("영어 이름"));
        product.Store.Tamper("DELETE FROM banking_bank WHERE Code = '002'"); // a store from before it was known

        await product.AskAsync(
            async (IBankingSetup setup) =>
            {
                await setup.SeedDirectoryAsync(); // a start
                return true;
            }
        );

        var banks = (await product.AskAsync((IBankDirectory d) => d.ListAsync())).ToDictionary(
            entry => entry.Bank.Code,
            entry => entry.Terms
        );
        Assert.Equal(("산업은행", "Jeju Island Bank"), (banks["002"].NameKo, banks["035"].NameEn));
        // no second set of fees
        Assert.Equal(3, (await product.AskAsync((IFeeDesk d) => d.BankFeesAsync())).Sum(fee => fee.History.Count));
    }

    private async Task AgreeAsync(ApprovalAsk ask)
    {
        var asked = (await product.Approvals(a => a.AskAsync(ask, maker))).Granted();
        (await product.Approvals(a => a.DecideAsync(asked.Id, true, null, checker))).Granted();
    }

    private async Task<string> RefusedAsync(BankChange change) =>
        (await product.Approvals(a => a.AskAsync(change.Ask("왜"), maker))).Refused().Code;

    private async Task<BankView?> ListedAsync(BankService service) =>
        (await product.AskAsync((IFirmBank b) => b.BanksAsync(service))).FirstOrDefault(bank => bank.Code == "064");
}
