using Microsoft.AspNetCore.Components;
using MyPay.Domain.Kernel;
using MyPay.Domain.Payment;
using MyPay.Web.Portals.Parts;
using MyPay.Web.Portals.Wallet;
using static MyPay.Web.Localization.Words;

namespace MyPay.Web.Portals.Merchant.Developers;

/// <summary>
/// Endpoints of a franchise: add, switch, rotate, remove. Follows the live feed, so that an endpoint that was switched
/// off shows it.
/// </summary>
public partial class WebhooksSection
{
    private IReadOnlyList<WebhookEndpointView>? endpoints;
    private WebhookDeliveries? deliveries;
    private WebhookEndpointSecret? secret;
    private Refusal? refusal;
    private Question? asking;
    private bool adding;
    private Guid? trying;
    private LiveRefresh? following;

    /// <summary>Whose webhooks.</summary>
    [Parameter, EditorRequired]
    public FranchiseId Franchise { get; set; }

    /// <summary>Of which mode. Another mode is another section: give it its own key.</summary>
    [Parameter, EditorRequired]
    public bool Live { get; set; }

    /// <summary>
    /// Asks the store who is acting, before each act: null when they may manage webhooks, else why not.
    /// </summary>
    [Parameter, EditorRequired]
    public Func<Task<Refusal?>> MayNot { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        if (RendererInfo.IsInteractive)
            // first listen, then read
            following = new(Feed, [WebhookTopics.Of(Franchise)], () => InvokeAsync(LoadAsync), Clock, Log);
        endpoints = await Webhooks.AskAsync(w => w.EndpointsAsync(Franchise, Live));
    }

    public void Dispose()
    {
        following?.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task LoadAsync()
    {
        endpoints = await Webhooks.AskAsync(w => w.EndpointsAsync(Franchise, Live));
        if (deliveries is not null)
            await deliveries.LoadAsync();
        StateHasChanged();
    }

    private void StartAdding() => (adding, secret, refusal) = (true, null, null);

    private async Task AddedAsync(WebhookEndpointSecret added)
    {
        (adding, secret) = (false, added);
        await LoadAsync();
    }

    private async Task SwitchAsync(WebhookEndpointView endpoint)
    {
        if ((refusal = await MayNot()) is not null)
            return;
        var changed = await Webhooks.AskAsync(w =>
            w.ChangeEndpointAsync(Franchise, Live, endpoint.Id, null, null, !endpoint.Enabled)
        );
        changed.TryGet(out _, out refusal);
        await LoadAsync();
    }

    private async Task ConfirmAsync()
    {
        if (asking is not { } question)
            return;
        secret = null;
        if ((refusal = await MayNot()) is not null)
        {
            asking = null;
            return;
        }

        if (question.Removes)
        {
            var removed = await Webhooks.AskAsync(w => w.RemoveEndpointAsync(Franchise, Live, question.Endpoint));
            removed.TryGet(out _, out refusal);
        }
        else
        {
            var rotated = await Webhooks.AskAsync(w =>
                w.RotateSecretAsync(Franchise, Live, question.Endpoint, question.Key)
            );
            rotated.TryGet(out secret, out refusal);
        }

        // An outcome that is not known keeps the question with its key: pressed again, it is the same rotation.
        if (refusal?.Kind != RefusalKind.Unavailable)
            asking = null;
        await LoadAsync();
    }

    private string EventsOf(Guid? endpoint)
    {
        var page = new EventsFilter(Live, null, null, IWebhookEvents.KeptDays).Address();
        return endpoint is { } id
            ? $"{page}{(page.Contains('?', StringComparison.Ordinal) ? '&' : '?')}endpoint={id}"
            : page;
    }

    private static Tone ToneOf(WebhookEndpointView endpoint) =>
        endpoint.Enabled ? Tone.Good
        : endpoint.DisabledBecause is null ? Tone.Quiet
        : Tone.Danger;

    private static string StateOf(WebhookEndpointView endpoint) =>
        (endpoint.Enabled, endpoint.DisabledBecause) switch
        {
            (true, _) => T("켜짐", "On"),
            (_, "failing") => T("계속 실패해서 꺼졌어요", "Off: it kept failing"),
            (_, "gone") => T("받는 쪽이 410으로 닫아 꺼졌어요", "Off: it answered 410 Gone"),
            _ => T("꺼짐", "Off"),
        };

    /// <summary>What is asked before it is done.</summary>
    /// <param name="Key">Of a rotation: pressed twice, it is one.</param>
    private sealed record Question(Guid Endpoint, bool Removes, string? Key)
    {
        public static Question Remove(Guid endpoint) => new(endpoint, true, null);

        public static Question Rotate(Guid endpoint) => new(endpoint, false, Guid.NewGuid().ToString("N"));
    }
}
