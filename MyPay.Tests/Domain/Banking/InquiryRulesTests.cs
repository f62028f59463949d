using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using MyPay.Domain.Banking;
using MyPay.Domain.Banking.Calls;
using MyPay.Domain.Banking.Wire;
using MyPay.Domain.Kernel;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Banking;

/// <summary>When a call is asked after, and for which of the two days of its name.</summary>
public sealed class InquiryRulesTests
{
    private static readonly DateTimeOffset Call = new(2026, 11, 23, 12, 0, 0, TimeSpan.FromHours(9));

    [Fact]
    public void A_call_is_asked_after_at_1_2_and_4_minutes_then_every_10_ten_times_in_all()
    {
        Assert.Equal(10, InquiryRules.Tries);
        Assert.Equal(Call.AddMinutes(1), InquiryRules.FirstAfter(Call));
        int[] minutes = [1, 2, 4, 14, 24, 34, 44, 54, 64, 74];
        for (var asked = 1; asked < minutes.Length; asked++)
            Assert.Equal(
                Call.AddMinutes(minutes[asked]),
                InquiryRules.NextAfter(Call, asked, Call.AddMinutes(minutes[asked - 1]))
            );
        Assert.Null(InquiryRules.NextAfter(Call, 10, Call.AddMinutes(74)));
    }

    [Fact]
    public void After_an_outage_the_gaps_stay()
    {
        var back = Call.AddHours(5);
        Assert.Equal(back.AddMinutes(1), InquiryRules.NextAfter(Call, 1, back));
        Assert.Equal(back.AddMinutes(10), InquiryRules.NextAfter(Call, 3, back));
    }

    [Theory]
    [InlineData("23:59:49", "2026-11-23")] // could only arrive on its own day
    [InlineData("23:59:50", "2026-11-23", "2026-11-24")] // could arrive at 00:00:00
    [InlineData("23:59:58", "2026-11-23", "2026-11-24")]
    [InlineData("00:00:00", "2026-11-23")]
    [InlineData("00:30:00", "2026-11-23")]
    [InlineData("08:59:59", "2026-11-23")]
    [InlineData("09:00:00", "2026-11-23")]
    public async Task A_call_around_midnight_is_looked_for_on_both_days(string time, params string[] days)
    {
        var made = new DateTimeOffset(
            new DateTime(2026, 11, 23) + TimeSpan.Parse(time, System.Globalization.CultureInfo.InvariantCulture),
            TimeSpan.FromHours(9)
        );
        await using var bank = await AStubbornBank.StartAsync();
        var asked = new List<string>();
        bank.Answer = (http, body) =>
        {
            asked.Add(body!["req_list"]![0]!["org_bank_tran_date"]!.ToString());
            return AStubbornBank.JsonAsync(
                http,
                new JsonObject
                {
                    ["rsp_code"] = "A0000",
                    ["res_list"] = new JsonArray(new JsonObject { ["bank_rsp_code"] = "701" }),
                }
            );
        };
        var services = new ServiceCollection()
            .AddBanking()
            .AddLogging(log => log.ClearProviders())
            .AddSingleton<TimeProvider>(new FakeTimeProvider(made.AddMinutes(3)));
        services.Configure<BankingOptions>(options => options.BaseUrl = bank.Address);
        await using var at = services.BuildServiceProvider();

        var inquiry = new ResultInquiry(
            at.GetRequiredService<BankWire>(),
            at.GetRequiredService<Microsoft.Extensions.Options.IOptions<BankingOptions>>()
        );
        var answer = await inquiry.AskAsync(
            new()
            {
                BankTranId = "T991234560U123456789",
                BankTranDate = SeoulTime.DateOf(made),
                Kind = BankCallKind.Withdraw,
                CreatedAt = made.ToUniversalTime(),
                Amount = Won.Of(10_000),
                Purpose = "money.charge",
                Reference = "1",
                Bank = "004",
                SecretCipher = "",
                MaskedNumber = "",
                MaskedHolder = "",
                CorporateAccount = "main",
            },
            CancellationToken.None
        );

        Assert.Equal(WireVerdict.NeverHappened, answer.Verdict);
        Assert.Equal(days.Select(day => day.Replace("-", "", StringComparison.Ordinal)), asked);
    }
}
