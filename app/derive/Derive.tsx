export default function Derive() {
  return <h2>Derive</h2>
}
