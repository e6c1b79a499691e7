trigger BikeTelemetryTrigger on Bike_Telemetry__e(after insert) {
    TelemetryService.receive(Trigger.new);
}
