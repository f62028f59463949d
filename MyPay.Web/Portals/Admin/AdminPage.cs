using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;
using MyPay.Domain.Platform.Audit;
using MyPay.Web.Identity;
using MyPay.Web.Portals.Wallet;

namespace MyPay.Web.Portals.Admin;

/// <summary>
/// A page of the back office. It loads what it shows, and again when one of its <see cref="Topics"/> is told. The
/// address is open to every role; an action asks again who is acting (<see cref="MayAsync"/>): an auditor's hand-made
/// press does nothing but say why.
/// </summary>
public abstract class AdminPage : ComponentBase, IDisposable
{
    private LiveRefresh? live;

    /// <summary>Who works here.</summary>
    protected Actor Me { get; private set; } = new("", "");

    /// <summary>May work the queues and ask for things.</summary>
    protected bool IsOperator { get; private set; }

    /// <summary>May approve what another asked for.</summary>
    protected bool IsApprover { get; private set; }

    /// <summary>What the page says against the last thing that was tried.</summary>
    protected Refusal? Refusal { get; set; }

    [Inject]
    protected NavigationManager Navigation { get; set; } = default!;

    [Inject]
    protected TimeProvider Clock { get; set; } = default!;

    /// <summary>Changes that this page shows at once.</summary>
    protected virtual IReadOnlyCollection<string> Topics => [];

    [CascadingParameter]
    private Task<AuthenticationState> Person { get; set; } = default!;

    [Inject]
    private AuthenticationStateProvider People { get; set; } = default!;

    [Inject]
    private LiveFeed Feed { get; set; } = default!;

    [Inject]
    private ILoggerFactory Logs { get; set; } = default!;

    public void Dispose()
    {
        live?.Dispose();
        GC.SuppressFinalize(this);
    }

    protected override async Task OnInitializedAsync()
    {
        Know((await Person).User);
        if (RendererInfo.IsInteractive && Topics.Count > 0)
            live = new(Feed, [.. Topics], () => InvokeAsync(ReloadAsync), Clock, Logs.CreateLogger(GetType())); // first listen, then read
        await LoadAsync();
    }

    /// <summary>What this page shows.</summary>
    protected virtual Task LoadAsync() => Task.CompletedTask;

    protected async Task ReloadAsync()
    {
        await LoadAsync();
        StateHasChanged();
    }

    /// <summary>True when the person has one of these roles now; otherwise the page says why not.</summary>
    protected async Task<bool> MayAsync(params string[] roles)
    {
        var person = (await People.GetAuthenticationStateAsync()).User;
        Know(person);
        var may = roles.Any(person.IsInRole);
        Refusal = may ? null : new(RefusalKind.Forbidden, "backoffice.role.missing");
        return may;
    }

    private void Know(ClaimsPrincipal person)
    {
        Me = person.Actor();
        (IsOperator, IsApprover) = (person.IsInRole(SignInRoles.Operator), person.IsInRole(SignInRoles.Approver));
    }
}
