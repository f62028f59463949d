using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Remittance;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Remittance;

/// <summary>Sending to a bank account: the simulator's whole table, and money that is never sent twice.</summary>
public sealed class ToBankTests : IAsyncLifetime
{
    private AProduct product = null!;

    public async Task InitializeAsync() => product = await AProduct.StartAsync();

    public async Task DisposeAsync() => await product.DisposeAsync();

    [Fact]
    public async Task Remit_to_bank_debits_wallet()
    {
        var sender = await product.MemberWithAsync(50_000);

        var sent = (await SendAsync(sender, "110222333444", 30_000)).Granted();

        Assert.Equal((RemittanceState.Done, 20_000L), (sent.State, sent.BalanceAfter.Amount));
        Assert.Equal(30_000, Assert.Single(await DepositsAsync("110222333444")).Amount);
        await product.VerifyAsync();
    }

    [Fact]
    public async Task The_holder_is_shown_before_anything_is_sent_and_an_account_check_can_fail()
    {
        var inquiry = (HolderInquiry)new(BankService.Send, "088", "110-222-333-555", null, null);
        var holder = (await product.AskAsync((IFirmBank b) => b.InquireHolderAsync(inquiry))).Granted();
        Assert.Equal("110222333555", holder.Number);
        Assert.NotEmpty(holder.Name);

        foreach (
            var (number, code) in new[]
            {
                ("11022230404", "banking.account.not_found"),
                ("11022230415", "banking.account.closed"),
                ("12345", "banking.account.number_invalid"),
                ("1102223044a", "banking.account.number_invalid"),
            }
        )
            Assert.Equal(
                code,
                (await product.AskAsync((IFirmBank b) => b.InquireHolderAsync(inquiry with { Number = number })))
                    .Refused()
                    .Code
            );
        Assert.Equal(
            "banking.inquiry.no_answer",
            (await product.AskAsync((IFirmBank b) => b.InquireHolderAsync(inquiry with { Number = "11022230099" })))
                .Refused()
                .Code
        );
        Assert.Equal(
            "banking.bank.unknown",
            (await product.AskAsync((IFirmBank b) => b.InquireHolderAsync(inquiry with { Bank = "999" })))
                .Refused()
                .Code
        );
    }

    [Theory]
    [InlineData("11033340404", "banking.account.not_found")]
    [InlineData("11033340415", "banking.account.closed")]
    public async Task Bank_transfer_can_fail_and_the_money_is_back_at_once(string number, string code)
    {
        var sender = await product.MemberWithAsync(50_000);

        Assert.Equal(code, (await SendAsync(sender, number, 30_000)).Refused().Code);
        Assert.Equal(50_000, await product.BalanceAsync(sender.Id));
        await product.VerifyAsync();
    }

    [Fact]
    public async Task A_bank_silent_after_it_moved_the_money_keeps_it_in_transit_and_never_sends_again()
    {
        var sender = await product.MemberWithAsync(50_000);
        var key = Once.NewKey();

        product.Clock.IsImpatient = true; // such an account is silent
        var sent = (await SendAsync(sender, "11044440017", 30_000, key)).Granted();
        Assert.True(sent is { State: RemittanceState.AtBank, Unknown: true });
        Assert.Equal(20_000, await product.BalanceAsync(sender.Id));
        await SendAsync(sender, "11044440017", 30_000, key);
        await product.VerifyAsync();

        await product.InquireAfterAsync(TimeSpan.FromSeconds(61));
        Assert.Equal(RemittanceState.Done, (await product.Remittances(r => r.FindAsync(sender.Id, sent.Id)))!.State);
        Assert.Equal(20_000, await product.BalanceAsync(sender.Id));
        Assert.Single(await DepositsAsync("11044440017"));
        await product.VerifyAsync();
    }

    [Fact]
    public async Task A_bank_silent_before_it_moved_anything_gives_the_money_back_after_the_grace_time()
    {
        var sender = await product.MemberWithAsync(50_000);
        product.Clock.IsImpatient = true; // such an account is silent
        var sent = (await SendAsync(sender, "11044440018", 30_000)).Granted();
        Assert.Equal(RemittanceState.AtBank, sent.State);

        await product.InquireAfterAsync(TimeSpan.FromSeconds(61));
        Assert.Equal(20_000, await product.BalanceAsync(sender.Id));
        await product.InquireAfterAsync(TimeSpan.FromSeconds(61));

        Assert.Equal(RemittanceState.Failed, (await product.Remittances(r => r.FindAsync(sender.Id, sent.Id)))!.State);
        Assert.Equal(50_000, await product.BalanceAsync(sender.Id));
        Assert.Empty(await DepositsAsync("11044440018"));
        await product.VerifyAsync();
    }

    [Fact]
    public async Task An_answer_in_process_settles_at_the_third_inquiry()
    {
        var sender = await product.MemberWithAsync(50_000);
        var sent = (await SendAsync(sender, "11044440001", 30_000)).Granted();
        Assert.Equal(RemittanceState.AtBank, sent.State);

        await product.InquireAfterAsync(TimeSpan.FromSeconds(61));
        await product.InquireAfterAsync(TimeSpan.FromSeconds(61));
        Assert.Equal(RemittanceState.AtBank, (await product.Remittances(r => r.FindAsync(sender.Id, sent.Id)))!.State);
        await product.InquireAfterAsync(TimeSpan.FromSeconds(121));
        Assert.Equal(RemittanceState.Done, (await product.Remittances(r => r.FindAsync(sender.Id, sent.Id)))!.State);
        Assert.Single(await DepositsAsync("11044440001"));
    }

    [Fact]
    public async Task A_call_cut_by_a_crash_before_it_was_sent_is_found_by_the_inquiry_and_given_back()
    {
        var sender = await product.MemberWithAsync(50_000);
        // The door keeps the prepared call; the process "dies" before SendAsync: nothing is sent, as the bank's journal
        // shows.
        await product.FaultAsync(new { path = "deposit", count = 1 }, "reset");
        await SendAsync(sender, "110222333666", 30_000);
        await product.InquireAfterAsync(TimeSpan.FromSeconds(61));
        await product.InquireAfterAsync(TimeSpan.FromSeconds(61));

        Assert.Equal(50_000, await product.BalanceAsync(sender.Id));
        Assert.Empty(await DepositsAsync("110222333666"));
    }

    [Fact]
    public async Task A_storm_of_faults_ends_with_ledger_and_bank_in_agreement()
    {
        var sender = await product.MemberWithAsync(1_000_000);
        var before = (await product.JournalAsync()).Count;
        await product.StormAsync(seed: 7, rate: 0.5);
        foreach (var i in Enumerable.Range(0, 25))
            await SendAsync(sender, $"1102223{i:0000}7", 10_000);
        await product.ClearFaultsAsync();
        foreach (var _ in Enumerable.Range(0, 12))
            await product.InquireAfterAsync(TimeSpan.FromMinutes(10));

        var arrived = (await product.JournalAsync()).Skip(before).Where(m => m.Kind == "deposit").Sum(m => m.Amount);
        Assert.Equal(1_000_000 - arrived, await product.BalanceAsync(sender.Id));
        Assert.Empty(await product.Remittances(r => r.OpenAtBankAsync(sender.Id)));
        await product.VerifyAsync();
    }

    private Task<Result<RemittanceView>> SendAsync(MemberView sender, string number, long won, string? key = null) =>
        product.Remittances(r =>
            r.SendToBankAsync(new(sender.Id, "088", number, "홍길동", Won.Of(won), null, key ?? Once.NewKey()))
        );

    private async Task<List<AProduct.BankMovement>> DepositsAsync(string number) =>
        [.. (await product.JournalAsync()).Where(m => m.Kind == "deposit" && m.Number == number)];
}
