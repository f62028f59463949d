using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;

namespace MyPay.Web.Portals.Wallet.Flow;

/// <summary>The steps of moving money, in their order.</summary>
public enum FlowStep
{
    Receiver,
    Amount,
    Confirm,
    Pin,
    Result,
}

/// <summary>
/// Confirm → PIN → do → result, the same for every movement of money. The step stands in the address, so the browser's
/// back button is the flow's own; what was typed stays in memory, and a step that was not reached is not shown,
/// whatever the address says.
/// </summary>
/// <typeparam name="TView">What the steps show of the store.</typeparam>
/// <typeparam name="TOutcome">What came of it.</typeparam>
public abstract class MoneyFlow<TView, TOutcome> : MemberPage<TView>
    where TView : class
    where TOutcome : class
{
    private readonly Intent intent = new();
    private FlowStep reached = FlowStep.Receiver;
    private string? stepOfOutcome;

    [SupplyParameterFromQuery(Name = "step")]
    private string? StepInAddress { get; set; }

    [Inject]
    private PerCall<IPins> Pins { get; set; } = default!;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    protected abstract FlowStep First { get; }

    protected FlowStep Step
    {
        get
        {
            if (Outcome is not null)
                return FlowStep.Result;
            var asked = Enum.TryParse<FlowStep>(StepInAddress, ignoreCase: true, out var named) ? named : First;
            var allowed = reached < First ? First : reached;
            return asked < First ? First
                : asked < allowed ? asked
                : allowed;
        }
    }

    /// <summary>What stands against the present step.</summary>
    protected Refusal? Refusal { get; set; }

    protected TOutcome? Outcome { get; set; }

    /// <summary>
    /// The address named a step that this page knows nothing of: it was loaded again, or its circuit was lost, and the
    /// flow begins anew.
    /// </summary>
    protected bool HasStartedOver { get; private set; }

    /// <summary>
    /// Refusals after which the same step may simply be tried again; all others lead back to the amount.
    /// </summary>
    protected bool CanOnlyChangeAmount =>
        Step == FlowStep.Pin
        && Refusal is { Kind: not RefusalKind.Unavailable } refusal
        && !refusal.Code.StartsWith("membership.pin.", StringComparison.Ordinal);

    protected override void OnParametersSet()
    {
        // Back from a result does not lead into steps that are over.
        if (Outcome is not null && StepInAddress != stepOfOutcome)
            Navigation.NavigateTo("/wallet", replace: true);
    }

    protected override void OnAfterRender(bool firstRender)
    {
        // A reloaded page has forgotten what was typed: it begins at the beginning, and so does its address.
        if (!firstRender || StepInAddress is null)
            return;
        HasStartedOver = true;
        Navigation.NavigateTo(AddressOf(null), replace: true);
    }

    /// <summary>
    /// The present step is in order; the next one is shown. Steps behind it have to be reached again.
    /// </summary>
    protected void Advance(FlowStep next)
    {
        (Refusal, HasStartedOver) = (null, false);
        reached = next;
        Navigation.NavigateTo(AddressOf(next));
    }

    /// <summary>Shows the confirm step for this content: all that, changed, makes it another intent.</summary>
    protected void Confirm(string content)
    {
        intent.Show(content);
        Advance(FlowStep.Confirm);
    }

    protected async Task BackAsync()
    {
        Refusal = null;
        await Js.InvokeVoidAsync("history.back");
    }

    protected async Task BackToAmountAsync()
    {
        Refusal = null;
        await Js.InvokeVoidAsync("history.go", FlowStep.Amount - FlowStep.Pin);
    }

    /// <summary>
    /// The PIN is asked right before the money, and the guard stands before the first await: a double press does it
    /// once.
    /// </summary>
    protected Task PinEnteredAsync(string pin) => CarryOutAsync(() => Pins.AskAsync(pins => pins.VerifyAsync(Me, pin)));

    /// <summary>Does it without a PIN, where none is asked: nothing new is allowed by it.</summary>
    protected Task DoWithoutPinAsync() => CarryOutAsync(() => Task.FromResult<Result<Done>>(default(Done)));

    private async Task CarryOutAsync(Func<Task<Result<Done>>> permit)
    {
        if (Outcome is not null)
            return; // said again by a page that had not heard the answer
        Refusal = null;
        var result = await intent.CarryOutAsync(permit, DoAsync);
        if (result is null)
            return;
        if (!result.TryGet(out var outcome, out var refusal))
        {
            Refusal = refusal;
            return;
        }

        (Outcome, stepOfOutcome) = (outcome, StepInAddress);
        await ChangedAsync();
    }

    /// <summary>Moves the money, under this key.</summary>
    protected abstract Task<Result<TOutcome>> DoAsync(string key);

    private string AddressOf(FlowStep? step) =>
        Navigation.GetUriWithQueryParameter(
            "step",
            step is { } named && named != First ? named.ToString().ToLowerInvariant() : null
        );
}
