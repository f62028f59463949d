using MyPay.Domain.Kernel;
using MyPay.Web.Portals.Wallet.Flow;
using Xunit;

namespace MyPay.Tests.Web.Portals.Wallet;

[Trait("Lane", "Fast")]
public sealed class IntentTests
{
    private static readonly Refusal Short = new(RefusalKind.Conflict, "ledger.insufficient", 1L);
    private static readonly Refusal Busy = new(RefusalKind.Unavailable, "storage.busy");

    private readonly Intent intent = new();

    [Fact]
    public void The_same_content_confirmed_again_is_the_same_intent()
    {
        var first = KeyOf("jiwoo:10000");

        Assert.Equal(first, KeyOf("jiwoo:10000"));
    }

    [Fact]
    public void Another_amount_or_receiver_is_another_intent()
    {
        var first = KeyOf("jiwoo:10000");

        Assert.NotEqual(first, KeyOf("jiwoo:20000"));
        Assert.NotEqual(first, KeyOf("james:10000"));
    }

    [Fact]
    public async Task Nothing_decided_keeps_the_key_for_the_retry()
    {
        var first = KeyOf("jiwoo:10000");
        await DoAsync(Busy);

        Assert.Equal(first, intent.Key);
    }

    [Fact]
    public async Task An_open_outcome_keeps_its_key_even_when_another_amount_was_tried_meanwhile()
    {
        var first = KeyOf("jiwoo:10000");
        await DoAsync(Busy);
        Assert.NotEqual(first, KeyOf("jiwoo:20000"));

        Assert.Equal(first, KeyOf("jiwoo:10000"));
    }

    [Fact]
    public async Task A_crash_in_the_middle_is_an_open_outcome_too()
    {
        var first = KeyOf("jiwoo:10000");
        await Assert.ThrowsAsync<TimeoutException>(() =>
            intent.CarryOutAsync<Done>(Permitted, _ => throw new TimeoutException())
        );

        Assert.Equal(first, KeyOf("jiwoo:10000"));
    }

    [Fact]
    public async Task A_refusal_ends_the_intent()
    {
        var first = KeyOf("jiwoo:10000");
        await DoAsync(Short);

        Assert.NotEqual(first, intent.Key);
    }

    [Fact]
    public async Task A_wrong_pin_asks_for_no_money_and_keeps_the_key()
    {
        var first = KeyOf("jiwoo:10000");
        var asked = 0;
        var wrong = new Refusal(RefusalKind.Forbidden, "membership.pin.wrong", 4L);

        var result = await intent.CarryOutAsync<Done>(
            () => Task.FromResult<Result<Done>>(wrong),
            _ =>
            {
                asked++;
                return Permitted();
            }
        );

        Assert.False(result!.TryGet(out _, out var refusal));
        Assert.Equal((wrong, 0, first), (refusal, asked, intent.Key));
    }

    [Fact]
    public async Task A_double_press_does_it_once()
    {
        KeyOf("jiwoo:10000");
        var bank = new TaskCompletionSource<Result<Done>>();
        var asked = 0;
        Task<Result<Done>> Ask(string key)
        {
            asked++;
            return bank.Task;
        }

        var first = intent.CarryOutAsync(Permitted, Ask);
        var second = await intent.CarryOutAsync(Permitted, Ask);
        bank.SetResult(default(Done));

        Assert.Null(second);
        Assert.True((await first)!.TryGet(out _, out _));
        Assert.Equal(1, asked);
    }

    private static Task<Result<Done>> Permitted() => Task.FromResult<Result<Done>>(default(Done));

    private string KeyOf(string content)
    {
        intent.Show(content);
        return intent.Key;
    }

    private Task<Result<Done>?> DoAsync(Refusal refusal) =>
        intent.CarryOutAsync(Permitted, _ => Task.FromResult<Result<Done>>(refusal));
}
