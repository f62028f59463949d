using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Components.Server.Circuits;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;

namespace MyPay.Web.Identity;

/// <summary>
/// An open page outlives its cookie. Whether its sign-in still holds (not locked, closed, frozen, removed, signed out,
/// idle) is asked the moment something about it changes, every few seconds for what nobody told us, and before what a
/// person does on the page is listened to. Where it holds no more, the page is nobody's.
/// </summary>
internal sealed class CircuitGuard : ServerAuthenticationStateProvider, IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(4);
    private static readonly AuthenticationState Nobody = new(new ClaimsPrincipal(new ClaimsIdentity()));

    private readonly IServiceScopeFactory scopes;
    private readonly LiveFeed feed;
    private readonly ILogger<CircuitGuard> log;
    private CancellationTokenSource? watching;

    public CircuitGuard(IServiceScopeFactory scopes, LiveFeed feed, ILogger<CircuitGuard> log)
    {
        (this.scopes, this.feed, this.log) = (scopes, feed, log);
        AuthenticationStateChanged += known =>
        {
            if (watching is not null)
                _ = WatchAsync(known);
        };
    }

    public void Dispose()
    {
        watching?.Cancel();
        watching?.Dispose();
    }

    /// <summary>
    /// From now on; called when a circuit opens. A page that is only rendered, for one answer, is not to change under
    /// its own hands.
    /// </summary>
    public void Watch() => _ = WatchAsync(GetAuthenticationStateAsync());

    /// <summary>Whose page it is, if the sign-in still holds; otherwise null, and from now on it is nobody's.</summary>
    public async Task<ClaimsPrincipal?> LookAsync()
    {
        var person = (await GetAuthenticationStateAsync()).User;
        if (person.Identity?.IsAuthenticated != true)
            return null;
        if (await HoldsAsync(person))
            return person;
        SetAuthenticationState(Task.FromResult(Nobody));
        return null;
    }

    private async Task WatchAsync(Task<AuthenticationState> known)
    {
        watching?.Cancel();
        watching?.Dispose();
        var mine = watching = new();
        try
        {
            var person = (await known).User;
            if (person.Identity?.IsAuthenticated != true)
                return;
            using var news = new SemaphoreSlim(0);
            using var subscription = feed.Subscribe(
                [SignInTopics.Standing(person.FindFirstValue(ClaimTypes.NameIdentifier) ?? "")],
                () =>
                {
                    if (news.CurrentCount == 0)
                        news.Release();
                }
            );
            do await news.WaitAsync(Every, mine.Token);
            while (await LookAsync() is not null);
        }
        catch (Exception end) when (end is OperationCanceledException or ObjectDisposedException)
        {
            // The page was left, or somebody else is signed in on it.
        }
    }

    // A store that can't be asked is no reason to let anybody go on.
    private async Task<bool> HoldsAsync(ClaimsPrincipal person)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            return await SessionCookie.HoldsAsync(scope.ServiceProvider.GetRequiredService<ISessions>(), person)
                is not null;
        }
        catch (Exception failure) when (failure is not ObjectDisposedException)
        {
            log.LogError(failure, "Whether a sign-in still holds could not be asked; the page is closed.");
            return false;
        }
    }
}

/// <summary>
/// Stands before whatever comes from an open page: asks the guard, at most once a second, and drops what comes after
/// the sign-in has ended. It keeps no session from going idle: a page also speaks by itself, for one when it has drawn
/// what it was sent. A person's touch is told by <c>LineEcho</c>.
/// </summary>
internal sealed class CircuitActivity(AuthenticationStateProvider guard, TimeProvider clock) : CircuitHandler
{
    private static readonly TimeSpan AskedEvery = TimeSpan.FromSeconds(1);

    private long asked;

    public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        (guard as CircuitGuard)?.Watch();
        return Task.CompletedTask;
    }

    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(
        Func<CircuitInboundActivityContext, Task> next
    ) =>
        async context =>
        {
            if (await MayAsync())
                await next(context);
        };

    private async Task<bool> MayAsync()
    {
        var person = (await guard.GetAuthenticationStateAsync()).User;
        // Pages that anybody may see have nobody to ask about; those that became nobody's show nothing any more.
        if (person.Identity?.IsAuthenticated != true)
            return true;
        if (asked != 0 && clock.GetElapsedTime(asked) < AskedEvery)
            return true;
        var isFirst = asked == 0;
        asked = clock.GetTimestamp();
        // The first thing that comes in is the page itself: it is drawn, for nobody, and leads to the sign-in page.
        return guard is not CircuitGuard watch || await watch.LookAsync() is not null || isFirst;
    }
}
